import { createHash } from 'node:crypto';
import {
  type Failure,
  fail,
  isJsonObject,
  type Json,
  ok,
  type Result,
  type StepContext,
} from '@checklist/engine/plugin';
import { botFailure, connectBot, messageUrl } from './connect-discord.ts';
import type { BotClient } from './discord-client.ts';
import type { DiscordUser } from './discord-shapes.ts';
import { emojisOf, type SignOffOptions, writeAsk } from './sign-off-ask.ts';

/** The message that asks, as the journal keeps it. */
export interface AskedMessage {
  readonly channel: string;
  readonly message: string;
  readonly url: string;
}

/** What the reactions say. */
export type Answer =
  | { readonly type: 'approved' | 'refused'; readonly by: DiscordUser; readonly emoji: string }
  | { readonly type: 'none' };

/** A bot in the channel where the sign-off takes place. */
export interface AskingBot {
  readonly bot: BotClient;
  readonly channel: string;
  readonly guild: string;
}

/** The bot and its channel; `undefined` without a bot, which means that a person has to ask. */
export async function openAskingBot(
  options: Pick<Partial<SignOffOptions>, 'channel'>,
  context: StepContext,
): Promise<Result<AskingBot | undefined, Failure>> {
  const bot = connectBot(context);
  if (bot === undefined) return ok(undefined);
  const id = options.channel ?? context.env.DISCORD_CHANNEL_ID;
  if (id === undefined || id === '')
    return fail({
      reason: 'options',
      message: 'neither "channel" nor DISCORD_CHANNEL_ID names a channel, expected the id of one',
      hint: 'Copy the id of the channel from Discord and set DISCORD_CHANNEL_ID.',
    });
  const channel = await bot.channel(id);
  if (!channel.ok) return fail(botFailure(channel.error, `read channel "${id}"`));
  return ok({ bot, channel: channel.value.id, guild: channel.value.guild });
}

/** The message of this step's round, when the bot posted it before. */
export async function findAsk(
  { bot, channel, guild }: AskingBot,
  options: SignOffOptions,
  context: StepContext,
): Promise<Result<AskedMessage | undefined, Failure>> {
  const me = await bot.me();
  if (!me.ok) return fail(botFailure(me.error, 'read the account of the bot'));
  const latest = await bot.latest(channel);
  if (!latest.ok) return fail(botFailure(latest.error, `read the messages of channel "${channel}"`));
  const text = writeAsk(options, context);
  const asked = latest.value.find(({ author, content }) => author === me.value.id && content.trim() === text.trim());
  return ok(asked && { channel, message: asked.id, url: messageUrl(guild, channel, asked.id) });
}

/** Posts the message that asks. */
export async function postAsk(
  { bot, channel, guild }: AskingBot,
  options: SignOffOptions,
  context: StepContext,
): Promise<Result<AskedMessage, Failure>> {
  const mentions = { parse: [], users: [options.user], roles: [] };
  const nonce = createHash('sha256').update(context.idempotencyKey).digest('hex').slice(0, 25);
  const posted = await bot.post(channel, { content: writeAsk(options, context), mentions }, nonce);
  if (!posted.ok) return fail(botFailure(posted.error, `ask user ${options.user} in channel "${channel}"`));
  return ok({ channel, message: posted.value.id, url: messageUrl(guild, channel, posted.value.id) });
}

/** Reads that user's reactions, and nobody else's. Who gave both has refused. */
export async function readAnswer(
  bot: BotClient,
  { channel, message }: AskedMessage,
  options: SignOffOptions,
): Promise<Result<Answer, Failure>> {
  const { emoji, refuse } = emojisOf(options);
  for (const [type, wanted] of [
    ['refused', refuse],
    ['approved', emoji],
  ] as const) {
    const users = await bot.reactors(channel, message, wanted);
    if (!users.ok) return fail(botFailure(users.error, `read the reactions with ${wanted}`));
    const by = users.value.find(({ id }) => id === options.user);
    if (by !== undefined) return ok({ type, by, emoji: wanted });
  }
  return ok({ type: 'none' });
}

/** Reads a handle of the journal. */
export function readAskedMessage(handle: Json): AskedMessage | undefined {
  if (!isJsonObject(handle)) return undefined;
  const { channel, message, url } = handle;
  if (typeof channel !== 'string' || typeof message !== 'string' || typeof url !== 'string') return undefined;
  return { channel, message, url };
}
