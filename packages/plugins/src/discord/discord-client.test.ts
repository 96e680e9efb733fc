import { expect, it } from 'vitest';
import { discordWorld } from '../testing/discord-world.ts';
import { createBotClient, createWebhookClient } from './discord-client.ts';

const signal = new AbortController().signal;
const setting = { fetch, signal, timeLimit: 40, onWait: () => {} };

it('gives up on an answer that is too slow', async () => {
  const { secrets } = await discordWorld({}, [{ path: '.', how: 'slow', ms: 5_000 }]);
  const webhook = createWebhookClient(setting, new URL(secrets.DISCORD_WEBHOOK_URL ?? ''));
  const posted = await webhook.post({ content: 'x', mentions: { parse: [], users: [], roles: [] } });
  expect(posted).toEqual({
    ok: false,
    error: { type: 'unreachable', service: 'Discord', said: 'no answer within 0.04 s' },
  });
});

it('keeps the URL and the token out of every trouble', async () => {
  const nowhere = new URL('http://127.0.0.1:1/api/webhooks/1/secret-part');
  const unreachable = await createWebhookClient(setting, nowhere).webhook();
  const headers = await createBotClient(setting, { token: 'line\nsecret-part', baseUrl: 'http://127.0.0.1:1' }).me();
  expect(unreachable).toMatchObject({ ok: false, error: { type: 'unreachable' } });
  expect(JSON.stringify([unreachable, headers])).not.toContain('secret-part');
});

it('takes an answer of another shape for unreadable', async () => {
  const { secrets } = await discordWorld({}, [{ path: '.', how: 'answer', answer: { status: 200, body: { id: 1 } } }]);
  const webhook = createWebhookClient(setting, new URL(secrets.DISCORD_WEBHOOK_URL ?? ''));
  expect(await webhook.webhook()).toEqual({ ok: false, error: { type: 'unreadable', service: 'Discord' } });
});

it('posts into the thread that the URL names', async () => {
  const { secrets, discord } = await discordWorld();
  const webhook = createWebhookClient(setting, new URL(`${secrets.DISCORD_WEBHOOK_URL}?thread_id=42`));
  await webhook.post({ content: 'x', mentions: { parse: [], users: [], roles: [] } });
  expect(webhook.thread).toBe('42');
  expect(discord.requests[0]?.path).toMatch(/\?thread_id=42&wait=true$/);
});
