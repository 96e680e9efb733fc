import type { StepContext } from '@checklist/engine/plugin';
import { expect, it } from 'vitest';
import { type GithubWorld, githubWorld, repo } from '../testing/github-world.ts';
import { githubChecks } from './github-checks.ts';
import type { WorkflowSeed } from './stand-in/github-seed.ts';

const ci: WorkflowSeed = { name: 'CI', on: ['workflow_dispatch'], jobs: { lint: 'success' } };
const dispatch = { workflow: 'ci.yml', ref: 'release' };

/** A GitHub that does not show for so many looks what it was asked to run. */
async function slowWorld(looks: number, workflow: Partial<WorkflowSeed> = {}) {
  const nothing = { total_count: 0, workflow_runs: [], check_runs: [] };
  const hidden = { how: 'answer', times: looks, answer: { status: 200, body: nothing } } as const;
  const misbehave = [
    { ...hidden, path: '/actions/runs\\?' },
    { ...hidden, path: '/check-runs\\?' },
  ];
  return githubWorld({ seed: () => ({ workflows: { 'ci.yml': { ...ci, ...workflow } } }), misbehave });
}

function attempt(context: StepContext, number: number): StepContext {
  return { ...context, step: { ...context.step, attempt: number } };
}

const sentTo = (world: GithubWorld, end: string) =>
  world.github.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(end)).length;

it('starts a workflow once when it was cut off behind that, and goes on with the run once it is there', async () => {
  const world = await slowWorld(2);
  const options = { repo, commit: world.git.commits.third, jobs: ['lint'], dispatch };
  // The answer is lost with the process: nothing of it comes to the journal.
  await githubChecks.start(options, world.context);
  const again = await githubChecks.start(options, attempt(world.context, 2));
  const text = expect.stringMatching(/^workflow "ci.yml" was asked for at \S+ and is not there yet$/);
  expect(again).toMatchObject({ type: 'pending', progress: { text } });
  const handle = again.type === 'pending' ? again.handle : null;
  expect(await githubChecks.check?.(handle, options, attempt(world.context, 2))).toMatchObject({ type: 'passed' });
  expect(sentTo(world, '/dispatches')).toBe(1);
});

it('asks a person when the run never shows, and starts another one only for their retry', async () => {
  const world = await slowWorld(9);
  const options = { repo, commit: world.git.commits.third, jobs: ['lint'], dispatch };
  await githubChecks.start(options, world.context);
  const again = await githubChecks.start(options, attempt(world.context, 2));
  const handle = again.type === 'pending' ? again.handle : null;
  const late = attempt(world.later(11 * 60_000), 2);
  const message = expect.stringMatching(
    /^workflow "ci.yml" was asked for at \S+ and did not run on commit \w+, expected it/,
  );
  // A reason that no `retry` mends.
  const unseen = { type: 'inconclusive', failure: { reason: 'conflict', message } };
  expect(await githubChecks.check?.(handle, options, late)).toMatchObject(unseen);
  expect(await githubChecks.check?.(handle, options, late)).toMatchObject(unseen);
  expect(sentTo(world, '/dispatches')).toBe(1);
  const retried = await githubChecks.start(options, attempt(world.context, 3));
  expect(retried).toMatchObject({ type: 'pending', progress: { text: 'workflow "ci.yml" was started' } });
  expect(sentTo(world, '/dispatches')).toBe(2);
});

it('takes a refusal for a workflow that was not started', async () => {
  const world = await slowWorld(0, { on: ['push'] });
  const options = {
    repo,
    commit: world.git.commits.third,
    jobs: ['lint'],
    dispatch: { ...dispatch, workflow: 'no.yml' },
  };
  for (const number of [1, 2])
    expect(await githubChecks.start(options, attempt(world.context, number))).toMatchObject({
      type: 'failed',
      failure: { reason: 'not-found' },
    });
});

it('makes a cancelled run run again once when it was cut off behind that', async () => {
  const world = await githubWorld({
    seed: () => ({ workflows: { 'ci.yml': { ...ci, on: ['push'], jobs: { lint: 'cancelled' } } } }),
  });
  const options = { repo, commit: world.git.commits.third, jobs: ['lint'], rerun_cancelled: true };
  await githubChecks.start(options, world.context);
  // GitHub shows the first attempt for a while.
  for (const run of world.repository.runs) run.attempt = 1;
  const again = await githubChecks.start(options, attempt(world.context, 2));
  expect(again).toMatchObject({ type: 'pending' });
  expect(sentTo(world, '/rerun')).toBe(1);
  const handle = again.type === 'pending' ? again.handle : null;
  const message = expect.stringMatching(
    /^a second attempt of https:\S+ was asked for at \S+ and has not begun, expected it/,
  );
  const late = attempt(world.later(11 * 60_000), 2);
  const unseen = { type: 'inconclusive', failure: { reason: 'conflict', message } };
  expect(await githubChecks.check?.(handle, options, late)).toMatchObject(unseen);
  expect(sentTo(world, '/rerun')).toBe(1);
});
