import { type FakeContext, type FakeContextOptions, fakeContext } from '@checklist/engine/testing';
import { onTestFinished } from 'vitest';
import { type DiscordStandIn, startDiscordStandIn } from '../discord/stand-in-discord.ts';
import type { DiscordSeed } from '../discord/stand-in-discord-state.ts';
import type { Misbehaviour } from '../stand-in/stand-in.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A stand-in of Discord and a context that is led to it, for the test that runs now. */
export interface DiscordWorld {
  readonly discord: DiscordStandIn;
  readonly context: FakeContext;
  readonly secrets: Record<string, string>;
  /** The same step in another attempt or round. */
  again(changes: FakeContextOptions['step']): FakeContext;
  /** The texts that are in the channel. */
  texts(): string[];
  snapshot(): Promise<unknown>;
}

export const axel = '123456789';
export const pasha = '223456789';
const people = [
  { id: axel, username: 'axel', global_name: 'Axel' },
  { id: pasha, username: 'pasha' },
];

export async function discordWorld(
  seed: DiscordSeed = {},
  misbehave: readonly Misbehaviour[] = [],
): Promise<DiscordWorld> {
  const discord = await startDiscordStandIn({ users: people, ...seed }, misbehave);
  onTestFinished(() => discord.close());
  const { DISCORD_WEBHOOK_URL = '', DISCORD_BOT_TOKEN = '', ...env } = discord.env;
  const secrets: Record<string, string> = { DISCORD_WEBHOOK_URL, DISCORD_BOT_TOKEN };
  const directory = temporaryFolder();
  const again = (step: FakeContextOptions['step']) => fakeContext({ directory, env, secrets, step: step ?? {} });
  const texts = () => discord.state.messages.map(({ content }) => content);
  return { discord, secrets, again, context: again({}), texts, snapshot: async () => texts() };
}

/** An answer that comes at once instead of after the delay of a real outage. */
export function failing(status: number, rule: Partial<Misbehaviour> = {}): Misbehaviour {
  const headers = { 'retry-after': '0.01' };
  const body =
    status === 429
      ? { message: 'You are being rate limited.', retry_after: 0.02, global: false }
      : { message: 'out of order', code: 0 };
  return { path: '.', how: 'answer', answer: { status, headers, body }, ...rule };
}
