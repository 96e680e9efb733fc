import {
  defineStepType,
  type Evidence,
  type Failure,
  type Json,
  type KnownOptions,
  type Lack,
  ok,
  type ProbeResult,
  parseDuration,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { Type } from 'typebox';
import { toProbeResult, toStepResult } from '../finding/conclude-failure.ts';
import { quoteText } from '../shell/quote-command.ts';
import { botFailure, botVariable, connectBot } from './connect-discord.ts';
import {
  type Answer,
  type AskedMessage,
  findAsk,
  openAskingBot,
  postAsk,
  readAnswer,
  readAskedMessage,
} from './read-sign-off.ts';
import { askByHand, askLines, type SignOffOptions, signOffOptions } from './sign-off-ask.ts';
import { withdrawAsk } from './withdraw-ask.ts';

export const discordSignOff = defineStepType({
  type: 'discord.sign_off',
  summary: 'Asks a user on Discord and waits for their reaction',
  effect: 'reversible',
  isSignOff: true,
  options: signOffOptions,
  outputs: () => ({
    signed_by: Type.Array(Type.String(), { description: 'The name of who approved.' }),
    url: Type.String({ description: 'Link to the message that asked; empty when it was recorded without one.' }),
  }),
  credentials: [botVariable],
  preflight: checkSignOff,
  probe: async (options, context) => {
    const asking = await openAskingBot(options, context);
    if (!asking.ok) return toProbeResult(asking.error);
    if (asking.value === undefined) return { type: 'absent' };
    const asked = await findAsk(asking.value, options, context);
    if (!asked.ok) return toProbeResult(asked.error);
    // Asked and not answered: a start goes on with the same message.
    if (asked.value === undefined) return { type: 'absent' };
    const answer = await readAnswer(asking.value.bot, asked.value, options);
    return answer.ok ? toProbe(answer.value, asked.value) : toProbeResult(answer.error);
  },
  plan: (options) => [
    'ask on Discord, and wait for the reaction:',
    ...quoteText(askLines(options).join('\n')),
    '  -# (the run, its start, the step, the round and the commit)',
    'without DISCORD_BOT_TOKEN, a person asks and records the answer by hand',
  ],
  start: async (options, context) => {
    const asking = await openAskingBot(options, context);
    if (!asking.ok) return toStepResult(asking.error);
    if (asking.value === undefined) return { type: 'asks', ask: askByHand(options) };
    const asked = await findAsk(asking.value, options, context);
    if (!asked.ok) return toStepResult(asked.error);
    const message = asked.value === undefined ? await postAsk(asking.value, options, context) : ok(asked.value);
    return message.ok ? waitFor(message.value, options) : toStepResult(message.error);
  },
  check: async (handle, options, context) => {
    const bot = connectBot(context);
    const asked = readAskedMessage(handle);
    if (bot === undefined || asked === undefined) return toStepResult(lostSight(handle, bot === undefined));
    const answer = await readAnswer(bot, asked, options);
    if (answer.ok) return conclude(answer.value, asked, options);
    // A gate that cannot be read stays shut, and goes on waiting.
    return answer.error.reason === 'cannot-tell'
      ? waitFor(asked, options, answer.error.message)
      : toStepResult(answer.error);
  },
  planUndo: (_options, { outputs, handle }) => {
    const url = outputs.url ?? readAskedMessage(handle ?? null)?.url;
    return [`delete the message that asked on Discord${url === undefined || url === '' ? '' : `: ${String(url)}`}`];
  },
  undo: withdrawAsk,
});

function waitFor(asked: AskedMessage, { every = '30s', user }: SignOffOptions, trouble?: string): StepResult {
  const text = trouble ?? `waiting for the reaction of user ${user} to ${asked.url}`;
  const progress = { text, url: asked.url, waitsFor: `user ${user} on Discord` };
  return { type: 'pending', handle: { ...asked }, checkAfter: parseDuration(every) ?? 30_000, progress };
}

function conclude(answer: Answer, asked: AskedMessage, options: SignOffOptions): StepResult {
  if (answer.type === 'none') return waitFor(asked, options);
  const said = `${answer.type} with ${answer.emoji} by Discord user ${answer.by.name} (${answer.by.id})`;
  const evidence: Evidence[] = [
    { type: 'approval', by: answer.by.name, isGiven: answer.type === 'approved', label: said, url: asked.url },
  ];
  if (answer.type === 'refused')
    return { type: 'failed', failure: refusal(answer.by.name, answer.emoji, asked), evidence };
  return { type: 'passed', outputs: outputsOf(answer.by.name, asked), evidence, note: said };
}

function toProbe(answer: Answer, asked: AskedMessage): ProbeResult {
  if (answer.type === 'none') return { type: 'absent' };
  const { name } = answer.by;
  if (answer.type === 'refused') return { type: 'conflict', failure: refusal(name, answer.emoji, asked) };
  return { type: 'done', outputs: outputsOf(name, asked), note: `was already approved by ${name}` };
}

function outputsOf(name: string, { url }: AskedMessage) {
  return { signed_by: [name], url };
}

function refusal(name: string, emoji: string, { url }: AskedMessage): Failure {
  const hint = 'Settle what is wrong, then redo the step: it asks again.';
  return { reason: 'rejected', message: `${name} refused with ${emoji}, expected approval`, hint, details: [url] };
}

function lostSight(handle: Json, isBotMissing: boolean): Failure {
  const hint = `Set ${botVariable} and retry the step, or do it by hand.`;
  const found = isBotMissing
    ? `${botVariable} is not set any more`
    : `handle ${JSON.stringify(handle)} names no message`;
  return { reason: 'cannot-tell', message: `${found}, expected a bot and the message that asked`, hint };
}

/** Without a bot a person asks, so that nothing is lacking. */
async function checkSignOff(options: KnownOptions<SignOffOptions>, context: StepContext): Promise<Lack[]> {
  const { user, emoji = '✅', refuse = '❌' } = options;
  const hint = 'Give two different emojis.';
  const lacks = emoji === refuse ? [{ message: `${emoji} both approves and refuses, expected two emojis`, hint }] : [];
  const asking = await openAskingBot({ ...(options.channel && { channel: options.channel }) }, context);
  if (!asking.ok) return [...lacks, toLack(asking.error)];
  if (asking.value === undefined || user === undefined) return lacks;
  const { bot, guild, channel } = asking.value;
  const latest = await bot.latest(channel);
  if (!latest.ok) return [...lacks, toLack(botFailure(latest.error, `read the messages of channel "${channel}"`))];
  const member = await bot.member(guild, user);
  if (member.ok) return lacks;
  return [...lacks, toLack(botFailure(member.error, `find user ${user} on the server of the channel`))];
}

function toLack({ message, hint = '' }: Failure): Lack {
  return { message, hint };
}
