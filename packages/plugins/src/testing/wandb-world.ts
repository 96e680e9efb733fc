import { type FakeContext, type FakeContextOptions, fakeContext } from '@checklist/engine/testing';
import { onTestFinished } from 'vitest';
import type { Misbehaviour, StandIn } from '../stand-in/stand-in.ts';
import { startWandbStandIn } from '../wandb/stand-in-wandb.ts';
import type { SeedRun, WandbSeed } from '../wandb/wandb-seed.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A stand-in of W&B, and a context whose clock stands still until it is told to go on. */
export interface WandbWorld {
  readonly standIn: StandIn;
  readonly context: FakeContext;
  elapse(ms: number): void;
}

export const wandbKey = 'a-key-of-the-test';

/** Makes a world for the test that runs now. */
export async function wandbWorld(
  seed: WandbSeed,
  misbehave: readonly Misbehaviour[] = [],
  more: Partial<FakeContextOptions> = {},
): Promise<WandbWorld> {
  const standIn = await startWandbStandIn({ api_key: wandbKey, ...seed }, misbehave);
  onTestFinished(() => standIn.close());
  let now = Date.parse('2026-01-02T00:00:00Z');
  const context = fakeContext({
    directory: temporaryFolder(),
    env: { WANDB_BASE_URL: standIn.url, WANDB_ENTITY: 'metta-research', WANDB_PROJECT: 'metta' },
    secrets: { WANDB_API_KEY: wandbKey },
    now: () => now,
    ...more,
  });
  return {
    standIn,
    context,
    elapse: (ms) => {
      now += ms;
    },
  };
}

/** A history of SPS as it should be. */
export const sps = { key: 'overview/sps', steps: 400, value: 40_000, noise: 800 };

/** What an evaluation logs: a page with a link to a replay, and a score. */
export const replays = {
  summary: { 'replays/all': { _type: 'html-file', path: 'media/replays.html' }, 'evaluator/eval_maze/score': 0.5 },
  files: { 'media/replays.html': '<a href="https://mettascope.io/?replay=1">1</a>' },
};

/** A seed of one run. */
export function oneRun(run: Partial<SeedRun> = {}): WandbSeed {
  return { runs: [{ name: 'arena.1', history: [sps], ...run }] };
}
