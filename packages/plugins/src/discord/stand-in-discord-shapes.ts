import { isJsonObject, type Json, type JsonObject } from '@checklist/engine/plugin';
import type { StandInAnswer } from '../stand-in/stand-in.ts';
import { botId, type DiscordState, type DiscordStateMessage, makeId, webhookId } from './stand-in-discord-state.ts';

/** What Discord says when it does not do what it was asked. */
export function refusal(status: number, code: number, message: string): StandInAnswer {
  return { status, body: { message, code } };
}

/** A message as the API gives it; another bot's eyes may be shut for the text. */
export function messageRecord(message: DiscordStateMessage, isTextHidden = false): JsonObject {
  const author = message.isBot
    ? { id: botId, username: 'release-bot', global_name: null, bot: true }
    : { id: webhookId, username: 'Release', global_name: null, bot: true };
  return {
    id: message.id,
    type: 0,
    channel_id: message.channel,
    content: isTextHidden && !message.isBot ? '' : message.content,
    author,
    mentions: message.mentioned.map((id) => ({ id })),
    timestamp: new Date(0).toISOString(),
    ...(!message.isBot && { webhook_id: webhookId }),
    ...(message.nonce !== undefined && { nonce: message.nonce }),
  };
}

/** Takes a message as Discord does: trimmed, at most 2,000 characters, once for each nonce. */
export function addMessage(
  state: DiscordState,
  body: Json,
  { channel, isBot }: Pick<DiscordStateMessage, 'channel' | 'isBot'>,
): DiscordStateMessage | StandInAnswer {
  const { content, allowed_mentions: allowed, nonce, enforce_nonce: isOnce } = isJsonObject(body) ? body : {};
  const text = typeof content === 'string' ? content.trim() : '';
  if (text === '') return refusal(400, 50006, 'Cannot send an empty message');
  if (text.length > 2000) return refusal(400, 50035, 'Invalid Form Body: content: Must be 2000 or fewer in length.');
  const same = state.messages.find((one) => isOnce === true && one.isBot && one.nonce === nonce);
  if (same !== undefined) return same;
  const message: DiscordStateMessage = {
    id: makeId(state),
    channel,
    content: text,
    mentioned: mentionedIn(text, allowed),
    isBot,
    reactions: new Map(),
    reads: 0,
    ...(typeof nonce === 'string' && { nonce }),
  };
  state.messages = [...state.messages, message];
  return message;
}

/** Without `allowed_mentions` everybody in the text is told. */
function mentionedIn(text: string, allowed: Json | undefined): string[] {
  const ids = [...text.matchAll(/<@&?(\d+)>/g)].map(([, id]) => id ?? '');
  const everyone = /@(everyone|here)/.test(text) ? ['everyone'] : [];
  if (!isJsonObject(allowed)) return [...ids, ...everyone];
  const named = [allowed.users, allowed.roles, allowed.parse].flatMap((list) => (Array.isArray(list) ? list : []));
  return [...ids, ...everyone].filter((id) => named.includes(id));
}
