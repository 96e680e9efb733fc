import { checkStepType } from '@checklist/engine/testing';
import { describe, expect, it } from 'vitest';
import { axel, discordWorld, failing, pasha } from '../testing/discord-world.ts';
import { discordSignOff } from './discord-sign-off.ts';
import type { DiscordSeed } from './stand-in-discord-state.ts';

const options = { user: axel, ask: 'Do sweeps work?', sign_off: { by: ['axel'] } };
const approving: DiscordSeed = { reactions: [{ user: axel, emoji: '✅' }] };
const text = [
  `<@${axel}> Do sweeps work?`,
  '',
  'React with ✅ to approve, or with ❌ to refuse.',
  '-# Run run, started 2023-11-14T22:13:20.000Z, step step, round 1, commit abc',
].join('\n');

checkStepType(discordSignOff, async () => ({
  ...(await discordWorld(approving)),
  options: { ...options, every: '1s' },
}));

async function asked(seed: DiscordSeed = {}, misbehave: Parameters<typeof discordWorld>[1] = []) {
  const world = await discordWorld(seed, misbehave);
  const context = { ...world.context, run: { ...world.context.run, commit: 'abc' } };
  const result = await discordSignOff.start(options, context);
  const handle = result.type === 'pending' ? result.handle : null;
  const check = async () => discordSignOff.check?.(handle, options, context);
  const [message] = world.discord.state.messages;
  const url = `https://discord.com/channels/800000000000000001/800000000000000010/${message?.id}`;
  return { ...world, context, result, check, message, url };
}

describe('discord.sign_off', () => {
  it('asks once, tells only that user, and waits', async () => {
    const { result, context, texts, message, url, check } = await asked();
    expect(texts()).toEqual([text]);
    expect(message?.mentioned).toEqual([axel]);
    expect(result).toMatchObject({
      type: 'pending',
      checkAfter: 30_000,
      progress: { text: `waiting for the reaction of user ${axel} to ${url}` },
    });
    expect(await check()).toEqual(result);
    expect(await discordSignOff.probe?.(options, context)).toEqual({ type: 'absent' });
    expect(await discordSignOff.start(options, context)).toEqual(result);
    expect(texts()).toHaveLength(1);
  });

  it('passes by that user and by nobody else', async () => {
    const { message, check, url } = await asked();
    const others = Array.from({ length: 150 }, (_, at) => String(900_000 + at));
    message?.reactions.set('✅', [pasha, ...others]);
    message?.reactions.set('❌', [pasha]);
    expect(await check()).toMatchObject({ type: 'pending' });
    message?.reactions.set('✅', [...others, axel]);
    const said = `approved with ✅ by Discord user Axel (${axel})`;
    expect(await check()).toEqual({
      type: 'passed',
      outputs: { signed_by: ['Axel'], url },
      evidence: [{ type: 'approval', by: 'Axel', isGiven: true, label: said, url }],
      note: said,
    });
  });

  it('fails when the user refuses, even beside an approval', async () => {
    const { message, check, context, url } = await asked(approving);
    message?.reactions.set('❌', [axel]);
    const failure = {
      reason: 'rejected',
      message: 'Axel refused with ❌, expected approval',
      hint: 'Settle what is wrong, then redo the step: it asks again.',
      details: [url],
    };
    expect(await check()).toMatchObject({ type: 'failed', failure });
    expect(await discordSignOff.probe?.(options, context)).toEqual({ type: 'conflict', failure });
  });

  it('does not count the answer to another round or commit', async () => {
    const { message, context, texts, again } = await asked();
    message?.reactions.set('✅', [axel]);
    expect(await discordSignOff.probe?.(options, context)).toMatchObject({
      type: 'done',
      note: 'was already approved by Axel',
    });
    const round = { ...again({ round: 2 }), run: context.run, idempotencyKey: 'run/step/2' };
    expect(await discordSignOff.probe?.(options, round)).toEqual({ type: 'absent' });
    const clone = { ...context, run: { ...context.run, startedAt: 1_700_000_000_001 } };
    expect(await discordSignOff.probe?.(options, clone)).toEqual({ type: 'absent' });
    const commit = { ...context, run: { ...context.run, commit: 'def' } };
    expect(await discordSignOff.probe?.(options, commit)).toEqual({ type: 'absent' });
    expect(await discordSignOff.start(options, round)).toMatchObject({ type: 'pending' });
    expect(texts()).toHaveLength(2);
  });

  it.each(['lost', 'cut'] as const)('asks once when the answer is %s', async (how) => {
    const { result, texts } = await asked({}, [{ method: 'POST', path: '.', how, times: 1 }]);
    expect(result).toMatchObject({ type: 'pending' });
    expect(texts()).toEqual([text]);
  });

  it('stays shut while Discord cannot be read, and tells', async () => {
    const { check } = await asked(approving, [failing(502, { path: 'reactions', times: 3 })]);
    const trouble = 'could not read the reactions with ❌: Discord answered 502 (out of order), expected success';
    expect(await check()).toMatchObject({ type: 'pending', progress: { text: trouble } });
    expect(await check()).toMatchObject({ type: 'passed' });
  });

  it('fails when the message that asked is gone', async () => {
    const { check, discord } = await asked();
    discord.state.messages = [];
    const message = 'could not read the reactions with ❌: Discord answered 404 (Unknown Message), expected success';
    expect(await check()).toMatchObject({ type: 'failed', failure: { reason: 'not-found', message } });
  });

  it('has a person ask when there is no bot', async () => {
    const { context, secrets } = await discordWorld();
    delete secrets.DISCORD_BOT_TOKEN;
    expect(await discordSignOff.preflight?.(options, context)).toEqual([]);
    expect(await discordSignOff.probe?.(options, context)).toEqual({ type: 'absent' });
    expect(await discordSignOff.start(options, context)).toEqual({
      type: 'asks',
      ask: {
        instructions: [
          `Ask user ${axel} on Discord, and record the answer by hand, because there is no DISCORD_BOT_TOKEN to read it with:`,
          '',
          '> Do sweeps work?',
          '',
          'Record it as the word of "axel" when they approve; refuse this step when they refuse.',
        ].join('\n'),
        questions: [{ name: 'url', type: 'url', label: 'Link to the answer on Discord', optional: true }],
        signOff: { by: ['axel'], atLeast: 1, notStarter: false },
      },
    });
    expect(await discordSignOff.undo?.(options, { outputs: {} }, context)).toMatchObject({
      note: 'no bot is known to have posted it',
    });
  });

  it('cannot tell without the bot that asked', async () => {
    const { check, secrets } = await asked();
    delete secrets.DISCORD_BOT_TOKEN;
    const message = 'DISCORD_BOT_TOKEN is not set any more, expected a bot and the message that asked';
    expect(await check()).toMatchObject({ type: 'inconclusive', failure: { message } });
  });
});

describe('preflight of discord.sign_off', () => {
  const hints = {
    access: 'Give the account of DISCORD_BOT_TOKEN the right to do this.',
    id: 'Correct the id, or give the account of DISCORD_BOT_TOKEN access.',
  };

  it.each([
    [
      { forbidden: ['800000000000000010'] },
      {},
      'could not read channel "800000000000000010": Discord answered 403 (Missing Access), expected success',
      hints.access,
    ],
    [
      {},
      { channel: '70000' },
      'could not read channel "70000": Discord answered 404 (Unknown Channel), expected success',
      hints.id,
    ],
    [
      {},
      { user: '70000' },
      'could not find user 70000 on the server of the channel: Discord answered 404 (Unknown Member), expected success',
      hints.id,
    ],
    [{}, { emoji: '❌' }, '❌ both approves and refuses, expected two emojis', 'Give two different emojis.'],
  ])('finds what is missing with %j %j', async (seed, changes, message, hint) => {
    const { context } = await discordWorld(seed);
    expect(await discordSignOff.preflight?.({ ...options, ...changes }, context)).toEqual([{ message, hint }]);
  });

  it('wants a channel, and a token that is valid', async () => {
    const { context, secrets } = await discordWorld();
    const env = { ...context.env, DISCORD_CHANNEL_ID: '' };
    const message = 'neither "channel" nor DISCORD_CHANNEL_ID names a channel, expected the id of one';
    expect(await discordSignOff.preflight?.(options, { ...context, env })).toMatchObject([{ message }]);
    secrets.DISCORD_BOT_TOKEN = 'expired';
    const hint = 'Set DISCORD_BOT_TOKEN to a credential that Discord accepts.';
    expect(await discordSignOff.preflight?.(options, context)).toMatchObject([{ hint }]);
  });
});
