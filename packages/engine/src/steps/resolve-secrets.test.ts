import { expect, it } from 'vitest';
import { resolveSecrets } from './resolve-secrets.ts';

const webhook = 'https://discord.example/api/webhooks/1/notify-token';

it('gives the webhook of notices to no program, and masks it, although no step type reads it', async () => {
  const command = ['sh', '-c', 'echo "told: $DISCORD_NOTIFY_WEBHOOK_URL."'] as const;
  const env = { PATH: process.env.PATH ?? '', DISCORD_NOTIFY_WEBHOOK_URL: webhook };
  const asking = { secrets: { pin: { env: 'PIN', command } } };
  const secrets = await resolveSecrets(asking, new Map(), { env, directory: import.meta.dirname });
  expect(secrets.forStep({ secrets: ['pin'], type: 'shell' }).secrets.get('pin')?.value).toBe('told: .');
  expect(secrets.env).toEqual({ PATH: env.PATH });
  expect(secrets.mask.text(`posted to ${webhook}`)).toBe('posted to ***');
});
