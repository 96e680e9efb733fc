import type { JsonObject } from '@checklist/engine/plugin';
import type { StandInAnswer, StandInRequest } from '../stand-in/stand-in.ts';
import { addMessage, messageRecord, refusal } from './stand-in-discord-shapes.ts';
import {
  botId,
  type DiscordState,
  type DiscordStateMessage,
  guildId,
  type SeedReaction,
} from './stand-in-discord-state.ts';

/** Answers what a bot asks, after its token was found right. */
export function answerBot(
  state: DiscordState,
  request: StandInRequest,
  path: readonly string[],
  url: URL,
): StandInAnswer {
  const [kind, id = '', part, partId = ''] = path;
  if (kind === 'users' && id === '@me') return { status: 200, body: { id: botId, username: 'release-bot', bot: true } };
  if (kind === 'guilds' && part === 'members') return memberOf(state, partId);
  if (kind !== 'channels') return refusal(404, 0, '404: Not Found');
  if (state.forbidden.includes(id)) return refusal(403, 50001, 'Missing Access');
  const channel = state.channels.find((one) => one.id === id);
  if (channel === undefined) return refusal(404, 10003, 'Unknown Channel');
  if (part === undefined) return { status: 200, body: { ...channel, type: 0, guild_id: guildId } };
  if (partId === '') return messagesOf(state, request, id, url);
  const message = state.messages.find((one) => one.id === partId && one.channel === id);
  if (message === undefined) return refusal(404, 10008, 'Unknown Message');
  if (request.method === 'DELETE') {
    state.messages = state.messages.filter((one) => one !== message);
    return { status: 204 };
  }
  if (path[4] === 'reactions') return reactorsOf(state, message, decodeURIComponent(path[5] ?? ''), url);
  return { status: 200, body: messageRecord(message, !state.sees_content) };
}

function memberOf(state: DiscordState, id: string): StandInAnswer {
  const user = userRecord(state, id);
  return user ? { status: 200, body: { user, roles: [] } } : refusal(404, 10007, 'Unknown Member');
}

function messagesOf(state: DiscordState, request: StandInRequest, channel: string, url: URL): StandInAnswer {
  if (request.method === 'POST') {
    const added = addMessage(state, request.body, { channel, isBot: true });
    return 'status' in added ? added : { status: 200, body: messageRecord(added) };
  }
  const limit = Number(url.searchParams.get('limit') ?? 50);
  const latest = state.messages
    .filter((one) => one.channel === channel)
    .toReversed()
    .slice(0, limit);
  return { status: 200, body: latest.map((one) => messageRecord(one, !state.sees_content)) };
}

function reactorsOf(state: DiscordState, message: DiscordStateMessage, emoji: string, url: URL): StandInAnswer {
  if (!/\p{Emoji_Presentation}|\p{Extended_Pictographic}|^\w+:\d+$/u.test(emoji))
    return refusal(400, 10014, 'Unknown Emoji');
  message.reads += 1;
  const seeded = state.reactions.filter(
    (one) => one.emoji === emoji && message.reads > (one.after ?? 0) && isReactedTo(state, message, one),
  );
  const ids = [...new Set([...(message.reactions.get(emoji) ?? []), ...seeded.map(({ user }) => user)])];
  const after = url.searchParams.get('after');
  const start = after === null ? 0 : ids.indexOf(after) + 1;
  const page = ids.slice(start, start + Number(url.searchParams.get('limit') ?? 25));
  return {
    status: 200,
    body: page.map((id) => userRecord(state, id) ?? { id, username: `user-${id}`, global_name: null }),
  };
}

function isReactedTo({ messages }: DiscordState, message: DiscordStateMessage, { user, times }: SeedReaction): boolean {
  const telling = messages.filter(({ mentioned }) => mentioned.includes(user));
  return telling.slice(0, times).some(({ id }) => id === message.id);
}

function userRecord(state: DiscordState, id: string): JsonObject | undefined {
  const user = state.users.find((one) => one.id === id);
  return user && { global_name: null, ...user };
}
