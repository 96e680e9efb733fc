import type { JsonObject } from '@checklist/engine/plugin';
import type { Misbehaviour, StandIn, StandInAnswer, StandInRequest } from '../stand-in/stand-in.ts';
import { startStandIn } from '../stand-in/stand-in.ts';
import { answerBot } from './stand-in-discord-bot.ts';
import { addMessage, messageRecord, refusal } from './stand-in-discord-shapes.ts';
import {
  type DiscordSeed,
  type DiscordState,
  guildId,
  makeDiscordState,
  webhookId,
  webhookToken,
} from './stand-in-discord-state.ts';

export interface DiscordStandIn extends StandIn {
  readonly state: DiscordState;
}

/** Starts a Discord of one server on loopback: a webhook, and the part of the API that a bot uses. */
export async function startDiscordStandIn(
  seed: DiscordSeed = {},
  misbehave?: readonly Misbehaviour[],
): Promise<DiscordStandIn> {
  const state = makeDiscordState(seed);
  const [channel] = state.channels;
  const env = (url: string) => ({
    DISCORD_BASE_URL: `${url}/api/v10`,
    DISCORD_WEBHOOK_URL: `${url}/api/webhooks/${webhookId}/${webhookToken}`,
    DISCORD_BOT_TOKEN: state.bot_token,
    ...(channel && { DISCORD_CHANNEL_ID: channel.id }),
  });
  const standIn = await startStandIn((request, url) => answer(state, request, url), { env, misbehave });
  return { ...standIn, state };
}

function answer(state: DiscordState, request: StandInRequest, url: URL): StandInAnswer {
  const [, kind, ...path] = url.pathname.replace(/^\/api(\/v\d+)?/, '').split('/');
  if (kind === 'webhooks') return answerWebhook(state, request, path, url);
  if (request.headers.authorization !== `Bot ${state.bot_token}`) return refusal(401, 0, '401: Unauthorized');
  return answerBot(state, request, [kind ?? '', ...path], url);
}

/** The token in the path is all that a webhook needs. */
function answerWebhook(state: DiscordState, request: StandInRequest, path: readonly string[], url: URL): StandInAnswer {
  const [id, token, kind, message] = path;
  if (id !== webhookId) return refusal(404, 10015, 'Unknown Webhook');
  if (token !== webhookToken) return refusal(401, 50027, 'Invalid Webhook Token');
  const channel = state.channels[0]?.id ?? '';
  if (request.method === 'GET' && kind === 'messages') {
    const found = state.messages.find((one) => one.id === message && !one.isBot);
    return found ? { status: 200, body: messageRecord(found) } : refusal(404, 10008, 'Unknown Message');
  }
  if (request.method === 'GET') return { status: 200, body: webhookRecord(channel) };
  if (request.method !== 'POST') return refusal(405, 0, '405: Method Not Allowed');
  const added = addMessage(state, request.body, { channel, isBot: false });
  if ('status' in added) return added;
  return url.searchParams.get('wait') === 'true' ? { status: 200, body: messageRecord(added) } : { status: 204 };
}

function webhookRecord(channel: string): JsonObject {
  return { id: webhookId, type: 1, name: 'Release', token: webhookToken, channel_id: channel, guild_id: guildId };
}
