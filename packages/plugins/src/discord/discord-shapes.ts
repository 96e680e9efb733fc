import { isJsonObject, type Json } from '@checklist/engine/plugin';

export interface DiscordWebhook {
  readonly id: string;
  readonly channel: string;
  readonly guild: string;
}

export interface DiscordChannel {
  readonly id: string;
  readonly guild: string;
}

export interface DiscordUser {
  readonly id: string;
  /** What people see. */
  readonly name: string;
}

export interface DiscordMessage {
  readonly id: string;
  readonly content: string;
  readonly author: string;
  /** The webhook that posted it. */
  readonly webhook?: string;
}

export function readWebhook(json: Json): DiscordWebhook | undefined {
  const [id, channel, guild] = [text(json, 'id'), text(json, 'channel_id'), text(json, 'guild_id')];
  return id === undefined || channel === undefined || guild === undefined ? undefined : { id, channel, guild };
}

export function readChannel(json: Json): DiscordChannel | undefined {
  const [id, guild] = [text(json, 'id'), text(json, 'guild_id')];
  return id === undefined || guild === undefined ? undefined : { id, guild };
}

export function readUser(json: Json): DiscordUser | undefined {
  const [id, name] = [text(json, 'id'), text(json, 'global_name') ?? text(json, 'username')];
  return id === undefined || name === undefined ? undefined : { id, name };
}

/** The user of a member of a server. */
export function readMember(json: Json): DiscordUser | undefined {
  return isJsonObject(json) ? readUser(json.user ?? null) : undefined;
}

export function readMessage(json: Json): DiscordMessage | undefined {
  const [id, content, webhook] = [text(json, 'id'), text(json, 'content'), text(json, 'webhook_id')];
  const author = isJsonObject(json) ? text(json.author ?? null, 'id') : undefined;
  if (id === undefined || content === undefined || author === undefined) return undefined;
  return { id, content, author, ...(webhook !== undefined && { webhook }) };
}

/** A list of which every element can be read. */
export function readList<T>(read: (json: Json) => T | undefined): (json: Json) => T[] | undefined {
  return (json) => {
    if (!Array.isArray(json)) return undefined;
    const values = json.map((element: Json) => read(element));
    return values.every((value) => value !== undefined) ? values : undefined;
  };
}

function text(json: Json, key: string): string | undefined {
  const value = isJsonObject(json) ? json[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
