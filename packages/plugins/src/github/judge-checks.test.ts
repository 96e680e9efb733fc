import { expect, it } from 'vitest';
import type { Check, WorkflowRun } from './check-calls.ts';
import { cancelledRuns, judgeChecks } from './judge-checks.ts';

let id = 0;

function check(name: string, outcome: string, more: Partial<Check> = {}): Check {
  return {
    kind: 'check-run',
    id: ++id,
    name,
    url: `https://x/${name}`,
    outcome,
    startedAt: 100,
    source: 'app',
    ...more,
  };
}

function run(more: Partial<WorkflowRun> = {}): WorkflowRun {
  const base = { id: ++id, name: 'CI', file: 'ci.yml', url: 'https://x', outcome: 'success', attempt: 1 };
  return { ...base, startedAt: 50, suite: 1, ...more };
}

function judge(checks: readonly Check[], runs: readonly WorkflowRun[], jobs: readonly string[], more = {}) {
  const { green, bad, waiting, missing } = judgeChecks({ checks, runs }, { jobs, rerun: [], ...more });
  return { green: green.map(({ name }) => name), bad: bad.map(({ name }) => name), waiting, missing };
}

it.each(['skipped', 'neutral', 'cancelled', 'failure', 'timed_out', 'action_required', 'stale', 'error'])(
  '%s is not success',
  (outcome) => {
    const judged = judge([check('a', outcome), check('b', 'success')], [], ['a', 'b']);
    expect(judged).toEqual({ green: ['b'], bad: ['a'], waiting: [], missing: [] });
  },
);

it('puts every name in one list', () => {
  const checks = [check('a', 'success'), check('b', 'pending'), check('c', 'failure'), check('other', 'failure')];
  const judged = judge(checks, [], ['a', 'b', 'c', 'd']);
  expect(judged).toEqual({ green: ['a'], bad: ['c'], waiting: ['b'], missing: ['d'] });
});

it('takes a missing check for one that may still come while a workflow runs', () => {
  expect(judge([], [run({ outcome: 'pending' })], ['a'])).toMatchObject({ waiting: ['a'], missing: [] });
  expect(judge([], [run()], ['a'])).toMatchObject({ waiting: [], missing: ['a'] });
});

it('lets the newest of one source count, and every source', () => {
  const again = [check('a', 'failure'), check('a', 'success')];
  expect(judge(again, [], ['a'])).toMatchObject({ green: ['a'] });
  expect(judge(again.toReversed(), [], ['a'])).toMatchObject({ green: ['a'] });
  const two = [check('a', 'failure', { suite: 1 }), check('a', 'success', { suite: 2 })];
  const runs = [run(), run({ file: 'other.yml', suite: 2 })];
  expect(judge(two, runs, ['a'])).toMatchObject({ bad: ['a'] });
  expect(judge(two, runs, ['a'], { workflow: 'other.yml' })).toMatchObject({ green: ['a'] });
  expect(judge([check('a', 'success', { source: 'status' })], runs, ['a'], { workflow: 'ci.yml' })).toMatchObject({
    missing: ['a'],
  });
});

it('knows a workflow run by its name, unless a job has that name', () => {
  expect(judge([], [run()], ['CI'])).toMatchObject({ green: ['CI'] });
  expect(judge([check('CI', 'failure')], [run()], ['CI'])).toMatchObject({ bad: ['CI'] });
});

it('waits for the second attempt of a run', () => {
  const old = check('a', 'cancelled', { suite: 1, startedAt: 60 });
  const second = run({ id: 7, attempt: 2, outcome: 'pending', startedAt: 200 });
  expect(judge([old], [second], ['a'])).toMatchObject({ waiting: ['a'] });
  expect(judge([old], [{ ...second, outcome: 'cancelled' }], ['a'])).toMatchObject({ bad: ['a'] });
  const first = run({ id: 7, outcome: 'cancelled' });
  expect(judge([old], [first], ['a'], { rerun: [7] })).toMatchObject({ waiting: ['a'] });
  expect(judge([], [first], ['a'], { rerun: [7] })).toMatchObject({ waiting: ['a'] });
});

it('has a cancelled run made again once', () => {
  const runs = [run({ id: 1, outcome: 'cancelled' }), run({ id: 2, outcome: 'cancelled', attempt: 2 }), run({ id: 3 })];
  expect(cancelledRuns({ checks: [], runs }, { rerun: [] }).map(({ id }) => id)).toEqual([1]);
  expect(cancelledRuns({ checks: [], runs }, { rerun: [1] })).toEqual([]);
  expect(cancelledRuns({ checks: [], runs }, { rerun: [], workflow: 'other.yml' })).toEqual([]);
});
