import type { StepResult } from '@checklist/engine/plugin';
import { checkStepType } from '@checklist/engine/testing';
import { describe, expect, it } from 'vitest';
import { oneRun, replays, sps, wandbKey, wandbWorld } from '../testing/wandb-world.ts';
import type { RunOptions } from './run-options.ts';
import { wandbRun } from './wandb-run.ts';
import type { SeedRun, WandbSeed } from './wandb-seed.ts';

const wait = { every: '5m', timeout: '20h', grace: '10m' };

const metrics: NonNullable<RunOptions['metrics']> = [
  { name: 'SPS near 40k', key: 'overview/sps', reduce: 'mean', over: 'last 25%', within: '40000 +- 10%' },
  { name: 'SPS does not dip', key: 'overview/sps', reduce: 'p5', over: 'after 10%', at_least: 30000 },
];

const verdicts = (result: StepResult) =>
  result.type === 'passed' || result.type === 'failed'
    ? ((result.outputs?.criteria ?? []) as { verdict: string }[]).map(({ verdict }) => verdict)
    : result.type;

checkStepType(wandbRun, async () => {
  const { context, elapse, standIn } = await wandbWorld(
    oneRun({ ...replays, states: ['pending', 'running', 'finished'], appears: { looks: 1 } }),
  );
  const options = { run: 'arena.1', wait, metrics, keys: ['replays/all'], progress: { total: 50_000 } };
  return {
    context,
    elapse,
    options,
    snapshot: async () => standIn.requests.filter(({ body }) => JSON.stringify(body).includes('mutation')),
  };
});

describe('wandb.run', () => {
  it('passes with its criteria, links and summary as outputs and as evidence', async () => {
    const { context, standIn } = await wandbWorld(oneRun(replays));
    const result = await wandbRun.start({ run: 'arena.1', metrics, keys: ['replays/*', 'evaluator/eval_*'] }, context);
    const url = `${standIn.url}/metta-research/metta/runs/arena.1`;
    const link = { label: 'replays/all', url: 'https://mettascope.io/?replay=1' };
    const rows = [
      { key: 'overview/sps', actual: expect.closeTo(40_000, -2), limit: '40000 +- 10%', verdict: 'passed' },
      { key: 'overview/sps', actual: expect.closeTo(39_200, -2), limit: 'at least 30000', verdict: 'passed' },
    ];
    const curve = { type: 'series', along: 'step', points: expect.toSatisfy((points) => points.length === 240) };
    expect(result).toEqual({
      type: 'passed',
      outputs: {
        url,
        state: 'finished',
        run: 'arena.1',
        summary: {
          _step: 400,
          _timestamp: 1767226000,
          _runtime: 400,
          'overview/sps': expect.any(Number),
          'evaluator/eval_maze/score': 0.5,
        },
        criteria: [
          { name: 'SPS near 40k', ...rows[0] },
          { name: 'SPS does not dip', ...rows[1] },
        ],
        links: [link],
      },
      evidence: [
        { type: 'link', label: 'W&B run arena.1', url },
        { type: 'link', ...link },
        { ...curve, label: 'SPS near 40k', window: { from: 300, to: 400 }, low: 36_000, high: 44_000, ...rows[0] },
        { ...curve, label: 'SPS does not dip', window: { from: 40, to: 400 }, low: 30_000, ...rows[1] },
      ],
    });
  });

  it('keeps the curve of the run that it is compared with, and of a metric that it judged wrong', async () => {
    const slow = { name: 'arena.0', history: [{ ...sps, value: 50_000, steps: 40 }] };
    const { context } = await wandbWorld({ runs: [{ name: 'arena.1', history: [sps] }, slow] });
    const compare = { run: 'arena.0', worse_by_at_most: '5%', better: 'higher' } as const;
    const result = await wandbRun.start({ run: 'arena.1', metrics: [{ key: 'overview/sps', compare }] }, context);
    expect(result).toMatchObject({
      type: 'failed',
      evidence: [
        { type: 'link' },
        { low: expect.any(Number), verdict: 'failed', compared: { label: 'arena.0', points: expect.any(Array) } },
      ],
    });
    const [, series] = result.type === 'failed' ? (result.evidence ?? []) : [];
    expect(series?.type === 'series' && series.compared?.points.map(([x]) => x)).toEqual([...Array(41).keys()]);
  });

  it('fails when SPS dips, although the mean is right', async () => {
    const { context } = await wandbWorld(oneRun({ history: [{ ...sps, dip: { from: 100, to: 140, value: 9000 } }] }));
    const result = await wandbRun.start({ run: 'arena.1', metrics }, context);
    expect(verdicts(result)).toEqual(['passed', 'failed']);
    expect(result).toMatchObject({
      type: 'failed',
      failure: {
        reason: 'expectation',
        message: 'SPS does not dip: p5 of "overview/sps" over after 10% is 9000, expected at least 30000',
      },
    });
  });

  it('tells everything that is not met at once', async () => {
    const { context } = await wandbWorld(oneRun({ history: [{ key: 'a', values: [1, 'NaN'] }] }));
    const options: RunOptions = {
      run: 'arena.1',
      keys: ['replays/all'],
      metrics: [
        { key: 'a', at_least: 0 },
        { key: 'b', at_least: 0 },
        { key: '_step', reduce: 'count', min_samples: 3, at_least: 0 },
      ],
    };
    const result = await wandbRun.start(options, context);
    expect(verdicts(result)).toEqual(['not-a-number', 'missing', 'too-few-samples']);
    expect(result).toMatchObject({
      type: 'failed',
      failure: {
        message: '4 demands on run "arena.1" are not met, expected all',
        details: [
          'run "arena.1" has no key that matches "replays/all", expected one',
          'a: metric "a" is "NaN" at step 1, expected finite numbers only',
          'b: metric "b" was never logged, expected it in the run',
          '_step: metric "_step" has 2 samples, expected 3 or more',
        ],
      },
    });
  });

  it('takes a last value that is only in the summary', async () => {
    const { context } = await wandbWorld(oneRun({ history: [], summary: { loss: 2, broken: 'NaN' } }));
    const one = (key: string, more = {}) =>
      wandbRun.start({ run: 'arena.1', metrics: [{ key, at_most: 2, ...more }] }, context);
    expect(verdicts(await one('loss'))).toEqual(['passed']);
    expect(verdicts(await one('loss', { reduce: 'mean' }))).toEqual(['missing']);
    expect(verdicts(await one('broken'))).toEqual(['not-a-number']);
  });
});

describe('wandb.run compares with an earlier release', () => {
  const compare = { run: 'arena.0', worse_by_at_most: '5%', better: 'higher' } as const;
  const options: RunOptions = { run: 'arena.1', metrics: [{ key: 'overview/sps', reduce: 'median', compare }] };
  const compared = async (before: Partial<SeedRun>) => {
    const runs = [
      { name: 'arena.1', history: [{ ...sps, noise: 0 }] },
      { name: 'arena.0', ...before },
    ];
    const { context } = await wandbWorld({ runs });
    return wandbRun.start(options, context);
  };

  it('passes near it and fails far below', async () => {
    expect(verdicts(await compared({ history: [{ ...sps, noise: 0, value: 42_000 }] }))).toEqual(['passed']);
    const worse = await compared({ history: [{ ...sps, noise: 0, value: 43_000 }] });
    expect(worse).toMatchObject({
      type: 'failed',
      failure: {
        message: 'overview/sps: median of "overview/sps" is 40000, expected at most 5% below 43000, that of arena.0',
      },
    });
  });

  it('cannot tell without the earlier run or its metric, and not by comparing a run with itself', async () => {
    expect(await compared({ appears: { looks: 9 } })).toMatchObject({
      type: 'inconclusive',
      failure: {
        reason: 'cannot-tell',
        message: 'overview/sps: there is nothing to compare with in run "arena.0": the run was not found',
      },
    });
    expect(await compared({})).toMatchObject({ type: 'inconclusive' });
    const { context } = await wandbWorld(oneRun());
    const self = { run: 'arena.1', metrics: [{ key: 'a', compare: { ...compare, run: 'arena.1' } }] };
    expect(await wandbRun.start(self, context)).toMatchObject({
      type: 'failed',
      failure: {
        reason: 'options',
        message: 'run "arena.1" is compared with itself, expected the run of an earlier release',
      },
    });
  });
});

describe('the preflight of wandb.run', () => {
  const lacks = async (seed: WandbSeed, secrets: Record<string, string>, env: Record<string, string> = {}) => {
    const world = await wandbWorld(seed, [], { secrets });
    const context = { ...world.context, env: { ...world.context.env, ...env } };
    return (await wandbRun.preflight?.({}, context))?.map(({ message }) => message);
  };

  it('tells what is missing before the run', async () => {
    const right = { WANDB_API_KEY: wandbKey };
    expect(await lacks(oneRun(), right)).toEqual([]);
    expect(await lacks(oneRun(), {})).toEqual(['the variable WANDB_API_KEY is not set, expected a W&B API key']);
    expect(await lacks(oneRun(), { WANDB_API_KEY: 'wrong' })).toEqual([
      'could not read project "metta-research/metta": W&B answered 401 (user is not logged in), expected success',
    ]);
    expect(await lacks({}, right)).toEqual([
      'W&B has no project "metta-research/metta" that the API key can read, expected one',
    ]);
    expect(await lacks(oneRun(), right, { WANDB_PROJECT: '' })).toEqual([
      'no W&B project is named, expected "project" in the step or the variable WANDB_PROJECT',
    ]);
  });
});

it('plans in plain words', () => {
  const compare = { run: 'arena.0', worse_by_at_most: '5%', better: 'higher' } as const;
  const options: RunOptions = {
    run: 'arena.1',
    project: 'metta',
    wait,
    metrics: [...metrics, { key: 'overview/reward', compare }],
    keys: ['replays/all'],
  };
  expect(wandbRun.plan?.(options)).toEqual([
    'read W&B run "arena.1" of $WANDB_ENTITY/metta, expect it finished',
    'look every 5m, for 20h at most',
    'expect mean of "overview/sps" over last 25%: 40000 +- 10%',
    'expect p5 of "overview/sps" over after 10%: at least 30000',
    'expect last value of "overview/reward": at most 5% below that of arena.0',
    'expect key "replays/all"',
  ]);
});
