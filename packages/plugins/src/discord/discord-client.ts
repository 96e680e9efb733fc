import type { Json, JsonObject } from '@checklist/engine/plugin';
import { callDiscord, type DiscordResult, type DiscordSetting } from './discord-request.ts';
import {
  type DiscordUser,
  readChannel,
  readList,
  readMember,
  readMessage,
  readUser,
  readWebhook,
} from './discord-shapes.ts';

/** Who may be mentioned, as Discord takes it; all others are not told. */
export interface AllowedMentions extends JsonObject {
  readonly parse: readonly 'everyone'[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

export interface NewMessage {
  readonly content: string;
  readonly mentions: AllowedMentions;
}

export type WebhookClient = ReturnType<typeof createWebhookClient>;
export type BotClient = ReturnType<typeof createBotClient>;

/** What can be done with the URL of a webhook, which is a credential by itself. */
export function createWebhookClient(setting: DiscordSetting, webhook: URL) {
  const at = (path: string, query: Readonly<Record<string, string>> = {}) => {
    const url = new URL(webhook);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  };
  const webhookId = /\/webhooks\/(\d+)\//.exec(webhook.pathname)?.[1] ?? '';
  const readOwn = (json: Json) => {
    const message = readMessage(json);
    return message?.webhook === webhookId ? message : undefined;
  };
  return {
    /** The thread that the URL names, when it names one. */
    thread: webhook.searchParams.get('thread_id') ?? undefined,
    webhook: () => {
      const read = about(webhookId, readWebhook);
      return callDiscord(setting, { method: 'GET', url: at(''), isRepeatable: true, read });
    },
    message: (id: string) => {
      const read = about(id, readMessage);
      return callDiscord(setting, { method: 'GET', url: at(`/messages/${id}`), isRepeatable: true, read });
    },
    /** Posts and waits until the message is kept. A repetition would post it twice. */
    post: ({ content, mentions }: NewMessage) => {
      const body = { content, allowed_mentions: mentions };
      const url = at('', { wait: 'true' });
      return callDiscord(setting, { method: 'POST', url, body, isRepeatable: false, read: readOwn });
    },
  };
}

const pageSize = 100;

/** What a bot can do in the channels that it may see. */
export function createBotClient(setting: DiscordSetting, { token, baseUrl }: { token: string; baseUrl: string }) {
  const headers = { authorization: `Bot ${token}` };
  const base = baseUrl.replace(/\/+$/, '');
  const get = <T>(path: string, read: (json: Json) => T | undefined) =>
    callDiscord(setting, { method: 'GET', url: `${base}${path}`, headers, isRepeatable: true, read });

  /** Everyone who reacted with this emoji. */
  async function reactors(channel: string, message: string, emoji: string): DiscordResult<DiscordUser[]> {
    const path = `/channels/${channel}/messages/${message}/reactions/${encodeURIComponent(emoji)}?limit=${pageSize}`;
    const users: DiscordUser[] = [];
    for (;;) {
      const last = users.at(-1);
      const page = await get(last === undefined ? path : `${path}&after=${last.id}`, readList(readUser));
      if (!page.ok) return page;
      users.push(...page.value);
      if (page.value.length < pageSize) return { ok: true, value: users };
    }
  }

  return {
    reactors,
    me: () => get('/users/@me', readUser),
    channel: (id: string) => get(`/channels/${id}`, about(id, readChannel)),
    member: (guild: string, user: string) => get(`/guilds/${guild}/members/${user}`, readMember),
    /** The newest messages of a channel, newest first. */
    latest: (channel: string) => get(`/channels/${channel}/messages?limit=${pageSize}`, readList(readMessage)),
    /** Within some minutes Discord gives the same message for the same nonce, so that a repetition is harmless. */
    post: (channel: string, { content, mentions }: NewMessage, nonce: string) => {
      const body = { content, allowed_mentions: mentions, nonce, enforce_nonce: true };
      const url = `${base}/channels/${channel}/messages`;
      return callDiscord(setting, { method: 'POST', url, headers, body, isRepeatable: true, read: readMessage });
    },
    remove: (channel: string, message: string) => {
      const url = `${base}/channels/${channel}/messages/${message}`;
      return callDiscord(setting, { method: 'DELETE', url, headers, isRepeatable: true, read: () => true });
    },
  };
}

/** An answer about another object than the one that was asked for is none. */
function about<T extends { readonly id: string }>(
  id: string,
  read: (json: Json) => T | undefined,
): (json: Json) => T | undefined {
  return (json) => {
    const found = read(json);
    return found?.id === id ? found : undefined;
  };
}
