import { checkStepType } from '@checklist/engine/testing';
import { describe, expect, it } from 'vitest';
import { axel, discordWorld, failing } from '../testing/discord-world.ts';
import { discordPost } from './discord-post.ts';

const content = `Release 1 is out\n\n<@${axel}> <@99> @everyone`;
const long = [`Part one ${'a'.repeat(1500)}`, `Part two ${'b'.repeat(1500)}`].join('\n\n');

checkStepType(discordPost, async () => ({
  ...(await discordWorld()),
  options: { content: `${long}\n\n${content}`, mentions: [`<@${axel}>`, '<@&77>', '@everyone'].slice(0, 1) },
}));

describe('discord.post', () => {
  it('posts the text, tells only those named, and links to the message', async () => {
    const { context, discord, texts } = await discordWorld();
    const result = await discordPost.start({ content, mentions: [`<@${axel}>`] }, context);
    const [message] = discord.state.messages;
    const url = `https://discord.com/channels/800000000000000001/800000000000000010/${message?.id}`;
    expect(result).toEqual({
      type: 'passed',
      outputs: { message_id: message?.id, url },
      evidence: [{ type: 'link', label: 'message on Discord', url }],
    });
    expect(texts()).toEqual([content]);
    expect(message?.mentioned).toEqual([axel]);
    expect(discord.requests.find(({ method }) => method === 'POST')).toMatchObject({
      path: expect.stringMatching(/\?wait=true$/),
      body: { allowed_mentions: { parse: [], users: [axel], roles: [] } },
    });
  });

  it('tells nobody when nobody is named, and everyone only by name', async () => {
    const { context, again, discord } = await discordWorld();
    await discordPost.start({ content }, context);
    await discordPost.start({ content: 'All: @everyone <@&77>', mentions: ['@everyone', '<@&77>'] }, again({}));
    expect(discord.state.messages.map(({ mentioned }) => mentioned)).toEqual([[], ['77', 'everyone']]);
  });

  it('plans the exact text of each part', () => {
    expect(discordPost.plan?.({ content: `<@${axel}> done`, mentions: [`<@${axel}>`] })).toEqual([
      `post to Discord, mentioning <@${axel}>:`,
      `  <@${axel}> done`,
    ]);
    expect(discordPost.plan?.({ content: long })).toEqual([
      'post to Discord, part 1 of 2, mentioning nobody:',
      expect.stringMatching(/^ {2}Part one a+$/),
      'post to Discord, part 2 of 2, mentioning nobody:',
      expect.stringMatching(/^ {2}Part two b+$/),
    ]);
  });

  it('waits as long as Discord asks', async () => {
    const { context, texts } = await discordWorld({}, [failing(429, { method: 'POST', times: 3 })]);
    expect(await discordPost.start({ content }, context)).toMatchObject({ type: 'passed' });
    expect(texts()).toHaveLength(1);
    expect(context.logged).toEqual(Array(3).fill('Discord answered 429, asking again in 0.02 s'));
  });

  it.each([
    [400, 'failed', 'could not post the message: Discord answered 400 (out of order), expected success'],
    [404, 'failed', 'could not post the message: Discord answered 404 (out of order), expected success'],
    [500, 'inconclusive', 'could not post the message: Discord answered 500 (out of order), expected success'],
    [502, 'inconclusive', 'could not post the message: Discord answered 502 (out of order), expected success'],
  ])('is not repeated on %i', async (status, type, message) => {
    const { context, secrets, discord } = await discordWorld({}, [failing(status, { method: 'POST' })]);
    const result = await discordPost.start({ content }, context);
    expect(result).toMatchObject({ type, failure: { message } });
    expect(discord.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(JSON.stringify([result, context.logged])).not.toContain('webhook-token');
    expect(secrets.DISCORD_WEBHOOK_URL).toContain('webhook-token');
  });

  it('goes on after the parts that are there, in a later attempt', async () => {
    const { context, again, texts } = await discordWorld({}, [failing(403, { method: 'POST', after: 1, times: 1 })]);
    const failed = await discordPost.start({ content: long }, context);
    const message = 'could not post part 2 of 2: Discord answered 403 (out of order), expected success';
    expect(failed).toMatchObject({ type: 'failed', failure: { message } });
    const second = again({ attempt: 2 });
    expect(await discordPost.probe?.({ content: long }, second)).toEqual({ type: 'absent' });
    expect(await discordPost.start({ content: long }, second)).toMatchObject({ type: 'passed' });
    expect(texts()).toHaveLength(2);
  });

  it('posts again in another round', async () => {
    const { context, texts } = await discordWorld();
    await discordPost.start({ content }, context);
    await discordPost.start({ content }, { ...context, idempotencyKey: 'run/step/2' });
    expect(texts()).toEqual([content, content]);
  });
});

describe('discord.post whose answer was lost', () => {
  it('finds the message with a bot', async () => {
    const { context, texts } = await discordWorld({}, [{ method: 'POST', path: '.', how: 'lost', times: 1 }]);
    expect(await discordPost.start({ content: long }, context)).toMatchObject({ type: 'passed' });
    expect(texts()).toHaveLength(2);
  });

  it('is known to be posted after a crash between "posted" and "recorded"', async () => {
    const { context, secrets, discord, texts } = await discordWorld({}, [
      { method: 'POST', path: '.', how: 'lost', times: 1 },
    ]);
    const { DISCORD_BOT_TOKEN = '' } = secrets;
    delete secrets.DISCORD_BOT_TOKEN;
    await discordPost.start({ content }, context);
    secrets.DISCORD_BOT_TOKEN = DISCORD_BOT_TOKEN;
    const outputs = { message_id: discord.state.messages[0]?.id };
    expect(await discordPost.probe?.({ content }, context)).toMatchObject({ type: 'done', outputs });
    expect(await discordPost.start({ content }, context)).toMatchObject({ type: 'passed', outputs });
    expect(texts()).toEqual([content]);
  });

  it('finds it absent with a bot, and the next attempt posts it', async () => {
    const { context, again, texts } = await discordWorld({}, [failing(502, { method: 'POST', after: 1, times: 1 })]);
    await discordPost.start({ content: 'Earlier' }, { ...context, idempotencyKey: 'run/earlier/1' });
    expect(await discordPost.start({ content }, context)).toMatchObject({ type: 'inconclusive' });
    expect(await discordPost.probe?.({ content }, context)).toEqual({ type: 'absent' });
    expect(await discordPost.start({ content }, again({ attempt: 2 }))).toMatchObject({ type: 'passed' });
    expect(texts()).toEqual(['Earlier', content]);
  });

  it.each([
    ['there is no bot', {}, true],
    ['the bot may not see the channel', { forbidden: ['800000000000000010'] }, false],
    ['the bot may not read texts', { sees_content: false }, false],
  ])('is asked about when %s, and goes on after a person has looked', async (_, seed, isWithoutBot) => {
    const { context, secrets, again, texts } = await discordWorld(seed, [
      { method: 'POST', path: '.', how: 'lost', times: 1 },
    ]);
    if (isWithoutBot) delete secrets.DISCORD_BOT_TOKEN;
    const hint =
      'Look at the channel: if the message is there, do the step by hand and give its link; retry it only if it is not.';
    const lost = await discordPost.start({ content }, context);
    expect(lost).toMatchObject({ type: 'inconclusive', failure: { reason: 'cannot-tell', hint } });
    const message = 'the message was sent to Discord and no answer was recorded, expected a bot that can look for it';
    expect(await discordPost.probe?.({ content }, context)).toMatchObject({
      type: 'cannot-tell',
      failure: { message },
    });
    expect(texts()).toHaveLength(1);
    expect(await discordPost.probe?.({ content }, again({ attempt: 2 }))).toEqual({ type: 'absent' });
  });

  it('does not take an older message of the same text for this one', async () => {
    const { context, discord } = await discordWorld({}, [failing(502, { method: 'POST', after: 1, times: 1 })]);
    await discordPost.start({ content }, context);
    const later = { ...context, idempotencyKey: 'run/step/2', now: () => Date.now() + 600_000 };
    expect(await discordPost.start({ content }, later)).toMatchObject({ type: 'inconclusive' });
    expect(await discordPost.probe?.({ content }, later)).toEqual({ type: 'absent' });
    expect(discord.state.messages).toHaveLength(1);
  });

  it('is in conflict with whoever removed the message', async () => {
    const { context, discord } = await discordWorld();
    const posted = await discordPost.start({ content }, context);
    const id = posted.type === 'passed' ? posted.outputs.message_id : '';
    discord.state.messages = [];
    const message = `message ${id} was posted to Discord and is gone, expected it to be there`;
    expect(await discordPost.probe?.({ content }, context)).toMatchObject({ type: 'conflict', failure: { message } });
  });
});

describe('preflight of discord.post', () => {
  it('wants the URL of a webhook, and never shows it', async () => {
    const { context, secrets } = await discordWorld();
    const hint = 'Copy the URL from the channel\'s settings under "Integrations", and set DISCORD_WEBHOOK_URL.';
    const expected = 'expected the URL of a Discord webhook';
    secrets.DISCORD_WEBHOOK_URL = 'https://example.com/hooks/secret';
    const other = { message: `DISCORD_WEBHOOK_URL holds something else, ${expected}`, hint };
    expect(await discordPost.preflight?.({ content }, context)).toEqual([other]);
    delete secrets.DISCORD_WEBHOOK_URL;
    const unset = { message: `DISCORD_WEBHOOK_URL is not set, ${expected}`, hint };
    expect(await discordPost.preflight?.({ content }, context)).toEqual([unset]);
    expect(await discordPost.start({ content }, context)).toMatchObject({ type: 'failed' });
  });

  it('asks the webhook and the bot whether they are valid', async () => {
    const { context, secrets } = await discordWorld();
    secrets.DISCORD_WEBHOOK_URL = `${secrets.DISCORD_WEBHOOK_URL}x`;
    secrets.DISCORD_BOT_TOKEN = 'expired';
    expect(await discordPost.preflight?.({ content }, context)).toEqual([
      {
        message: 'could not read the webhook: Discord answered 401 (Invalid Webhook Token), expected success',
        hint: 'Set DISCORD_WEBHOOK_URL to a credential that Discord accepts.',
      },
      {
        message: 'could not read the account of the bot: Discord answered 401 (401: Unauthorized), expected success',
        hint: 'Set DISCORD_BOT_TOKEN to a credential that Discord accepts.',
      },
    ]);
  });

  it('finds a mention that the text does not hold', async () => {
    const { context } = await discordWorld();
    const lacks = await discordPost.preflight?.({ content: 'Hello', mentions: ['<@1>'] }, context);
    expect(lacks).toEqual([
      {
        message: '"mentions" names "<@1>", but the content does not hold it',
        hint: 'Write the mention into the content, or take it out of "mentions".',
      },
    ]);
  });

  it.each(['cut', 'not-json', 'lost'] as const)('cannot tell when the answer is %s', async (how) => {
    const { context } = await discordWorld({}, [{ method: 'GET', path: '/webhooks/', how }]);
    const result = await discordPost.start({ content }, context);
    expect(result).toMatchObject({ type: 'inconclusive', failure: { reason: 'cannot-tell' } });
    expect(JSON.stringify(result)).not.toContain('webhook-token');
  });
});
