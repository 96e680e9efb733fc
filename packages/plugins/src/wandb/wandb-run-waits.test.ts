import type { StepResult } from '@checklist/engine/plugin';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../stand-in/stand-in.ts';
import { oneRun, replays, type WandbWorld, wandbWorld } from '../testing/wandb-world.ts';
import type { RunOptions } from './run-options.ts';
import { wandbRun } from './wandb-run.ts';

const minute = 60_000;
const wait = { every: '5m', timeout: '20h', grace: '10m' };

/** Looks until the step is no longer pending; the clock goes on as the step wants. */
async function follow(world: WandbWorld, options: RunOptions) {
  const texts: (string | undefined)[] = [];
  let result = await wandbRun.start(options, world.context);
  while (result.type === 'pending' && texts.length < 50) {
    texts.push(result.progress?.text);
    world.elapse(result.checkAfter);
    result = (await wandbRun.check?.(result.handle, options, world.context)) as StepResult;
  }
  return { result, texts };
}

describe('wandb.run waits', () => {
  it('for a run that appears late, goes on, and logs its evaluation after its end', async () => {
    const run = {
      states: ['pending', 'running', 'finished'],
      appears: { looks: 2 },
      summary: { 'metric/agent_step': 12_500 },
      late: { looks: 4, summary: replays.summary, history: [{ key: 'late', values: [1] }] },
      files: replays.files,
    };
    const options: RunOptions = {
      run: 'arena.1',
      wait,
      keys: ['replays/all', 'evaluator/eval_*'],
      metrics: [{ key: 'late', at_least: 1 }],
      progress: { total: 50_000 },
    };
    const { result, texts } = await follow(await wandbWorld(oneRun(run)), options);
    expect(texts).toEqual([
      'run "arena.1" is not there yet',
      'run "arena.1" is not there yet',
      'pending, metric/agent_step 12500 of 50000',
      'running, metric/agent_step 12500 of 50000',
      'finished, not there yet: "replays/all", "evaluator/eval_*", "late"',
      'finished, not there yet: "replays/all", "evaluator/eval_*", "late"',
    ]);
    expect(result).toMatchObject({ type: 'passed', outputs: { links: [{ label: 'replays/all' }] } });
  });

  it('with a look at how its metrics come on, which is shown and not kept', async () => {
    const world = await wandbWorld(oneRun({ states: ['running', 'finished'], summary: { 'metric/agent_step': 5 } }));
    const metrics = [{ name: 'SPS near 40k', key: 'overview/sps', within: '40000 +- 10%' }];
    const options: RunOptions = { run: 'arena.1', wait, metrics, progress: { total: 10 } };
    const first = await wandbRun.start(options, world.context);
    const url = `${world.standIn.url}/metta-research/metta/runs/arena.1`;
    const progress = { text: 'running, metric/agent_step 5 of 10', fraction: 0.5, url };
    expect(first).toMatchObject({ type: 'pending', progress });
    expect(first).not.toHaveProperty('progress.series');
    const limits = { limit: '40000 +- 10%', low: 36_000, high: 44_000 };
    const shown = { label: 'SPS near 40k', key: 'overview/sps', verdict: 'running', ...limits };
    expect(world.context.progressed).toMatchObject([{ ...progress, series: [shown] }]);
    expect(world.context.progressed[0]?.series?.[0]?.points.length).toBe(60);
  });

  it('also when W&B does not tell of the metrics', async () => {
    const world = await wandbWorld(oneRun({ states: ['running'] }), [{ path: 'graphql', after: 1, how: 'not-json' }]);
    const metrics = [{ key: 'overview/sps', at_least: 1 }];
    expect(await wandbRun.start({ run: 'arena.1', wait, metrics }, world.context)).toMatchObject({ type: 'pending' });
    expect(world.context.progressed).toMatchObject([{ series: [] }]);
  });

  it('no longer than the grace time for what is not there', async () => {
    const absent = await follow(await wandbWorld({ projects: ['metta-research/metta'] }), { run: 'arena.1', wait });
    expect(absent.texts.length).toBe(2);
    expect(absent.result).toEqual({
      type: 'failed',
      failure: {
        reason: 'not-found',
        message: 'run "arena.1" was not found in metta-research/metta, expected it to be there',
        hint: 'Check the name of the run; a run that was just launched takes some minutes to appear.',
      },
    });
    const keys = await follow(await wandbWorld(oneRun()), { run: 'arena.1', wait, keys: ['replays/all'] });
    expect(keys.texts.length).toBe(2);
    expect(keys.result).toMatchObject({
      type: 'failed',
      failure: { reason: 'not-found', message: 'run "arena.1" has no key that matches "replays/all", expected one' },
    });
  });

  it('for a crash to be none, but not after a failure', async () => {
    const back = await wandbWorld(oneRun({ states: ['crashed', 'running', 'finished'] }));
    expect((await follow(back, { run: 'arena.1', wait })).result.type).toBe('passed');
    const gone = await follow(await wandbWorld(oneRun({ states: ['crashed'] })), { run: 'arena.1', wait });
    expect(gone).toMatchObject({
      texts: ['crashed', 'crashed'],
      result: {
        type: 'failed',
        failure: { message: 'run "arena.1" is crashed, expected finished' },
        outputs: { state: 'crashed' },
      },
    });
    for (const state of ['failed', 'killed']) {
      const { result, texts } = await follow(await wandbWorld(oneRun({ states: ['running', state] })), {
        run: 'arena.1',
        wait,
      });
      expect(texts).toEqual(['running']);
      expect(result).toMatchObject({
        type: 'failed',
        failure: { message: `run "arena.1" is ${state}, expected finished` },
      });
    }
  });

  it('until its time is up', async () => {
    const options = { run: 'arena.1', wait: { every: '5m', timeout: '12m' } };
    const { result, texts } = await follow(await wandbWorld(oneRun({ states: ['running'] })), options);
    expect(texts.length).toBe(3);
    expect(result).toMatchObject({
      type: 'failed',
      failure: { reason: 'timed-out', message: 'after 12m run "arena.1" is running, expected finished' },
    });
  });

  it('not at all unless told to', async () => {
    const { context } = await wandbWorld(oneRun({ states: ['running'] }));
    expect(await wandbRun.start({ run: 'arena.1' }, context)).toMatchObject({
      type: 'failed',
      failure: { reason: 'expectation', message: 'run "arena.1" is running, expected finished' },
    });
    expect(await wandbRun.start({ run: 'arena.1', states: ['running'] }, context)).toMatchObject({ type: 'passed' });
    expect(await wandbRun.start({ run: 'arena.2' }, context)).toMatchObject({ failure: { reason: 'not-found' } });
  });

  it('does not take a foreign handle', async () => {
    const { context } = await wandbWorld(oneRun());
    expect(await wandbRun.check?.({ until: 1 }, { run: 'arena.1' }, context)).toMatchObject({ type: 'inconclusive' });
  });
});

describe('wandb.run, when W&B does not answer', () => {
  const busy: Misbehaviour = {
    path: '^/graphql',
    how: 'answer',
    answer: { status: 429, headers: { 'retry-after': '1800' } },
    times: 1,
  };

  it('is inconclusive, never passed or failed', async () => {
    const { context } = await wandbWorld(oneRun(), [{ path: '^/graphql', how: 'not-json' }]);
    expect(await wandbRun.start({ run: 'arena.1' }, context)).toEqual({
      type: 'inconclusive',
      failure: {
        reason: 'cannot-tell',
        message: 'could not read run "arena.1": W&B sent an answer that cannot be read, expected JSON',
        hint: 'Check the network and whether W&B is up, then try again.',
      },
    });
  });

  it('is inconclusive when the links cannot be read', async () => {
    const { context } = await wandbWorld(oneRun(replays), [
      { path: '^/files', how: 'answer', answer: { status: 403 } },
    ]);
    const result = await wandbRun.start({ run: 'arena.1', keys: ['replays/all'] }, context);
    expect(result).toMatchObject({ type: 'inconclusive', failure: { reason: 'http-status' } });
  });

  it('looks again when W&B wants to be asked', async () => {
    const world = await wandbWorld(oneRun(), [busy]);
    const first = await wandbRun.start({ run: 'arena.1', wait }, world.context);
    expect(first).toMatchObject({
      type: 'pending',
      checkAfter: 30 * minute,
      progress: { text: 'cannot tell yet: could not read run "arena.1": W&B answered 429, expected success' },
    });
    const again = await wandbWorld(oneRun(), [busy]);
    expect((await follow(again, { run: 'arena.1', wait })).result.type).toBe('passed');
  });

  it('does not wait for a key that is refused, and never tells it', async () => {
    const { context } = await wandbWorld(oneRun(), [], { secrets: { WANDB_API_KEY: 'another-secret' } });
    const result = await wandbRun.start({ run: 'arena.1', wait }, context);
    expect(result).toEqual({
      type: 'inconclusive',
      failure: {
        reason: 'http-status',
        message: 'could not read run "arena.1": W&B answered 401 (user is not logged in), expected success',
        hint: 'Set WANDB_API_KEY to a credential that W&B accepts.',
      },
    });
    expect(JSON.stringify([result, context.logged])).not.toContain('another-secret');
  });
});
