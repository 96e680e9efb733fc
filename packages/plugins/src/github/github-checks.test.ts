import type { StepContext, StepResult } from '@checklist/engine/plugin';
import { expect, it } from 'vitest';
import { type GithubWorld, type GithubWorldSetting, githubWorld, repo } from '../testing/github-world.ts';
import { githubChecks } from './github-checks.ts';
import type { WorkflowSeed } from './stand-in/github-seed.ts';

const ci: WorkflowSeed = { name: 'CI', on: ['push'], jobs: { lint: 'success', test: 'success' } };

async function worldWith(workflow: Partial<WorkflowSeed>, setting: GithubWorldSetting = {}) {
  return githubWorld({ seed: () => ({ workflows: { 'ci.yml': { ...ci, ...workflow } } }), ...setting });
}

function optionsIn({ git }: GithubWorld, more = {}) {
  return { repo, commit: git.commits.third, jobs: ['lint', 'test'], ...more };
}

type Options = ReturnType<typeof optionsIn>;

async function lookAgain(result: StepResult, options: Options, context: StepContext): Promise<StepResult> {
  expect(result).toMatchObject({ type: 'pending' });
  const handle = result.type === 'pending' ? result.handle : null;
  return (await githubChecks.check?.(handle, options, context)) ?? result;
}

it('waits with progress until every named check is green', async () => {
  const world = await worldWith({ after: 2 });
  const options = optionsIn(world, { every: '30s' });
  const started = await githubChecks.start(options, world.context);
  expect(started).toMatchObject({
    type: 'pending',
    checkAfter: 30_000,
    progress: { text: '0 of 2 checks green', fraction: 0 },
  });
  const again = await lookAgain(started, options, world.context);
  const passed = await lookAgain(again, options, world.context);
  expect(passed).toMatchObject({
    type: 'passed',
    outputs: { commit: world.git.commits.third, checks: [{ name: 'lint' }, { name: 'test' }] },
    evidence: [
      { type: 'link', label: 'lint: success' },
      { type: 'link', label: 'test: success' },
    ],
  });
});

it.each(['failure', 'skipped', 'neutral', 'cancelled'])(
  'fails when a job is %s, with its link and annotations',
  async (outcome) => {
    const annotations = { test: ['one', 'two', 'three', 'four', 'five', 'six'] };
    const world = await worldWith({ jobs: { lint: 'success', test: outcome }, annotations });
    const failed = await githubChecks.start(optionsIn(world), world.context);
    const message = `"test" is ${outcome} on commit ${world.git.commits.third}, expected success`;
    const hint = 'Look at the links, then run the checks again on this commit or choose another one.';
    expect(failed).toMatchObject({
      type: 'failed',
      failure: { reason: 'expectation', message, hint },
      evidence: [
        { type: 'link', label: `test: ${outcome}` },
        {
          type: 'value',
          label: 'annotations of "test"',
          value: ['two', 'three', 'four', 'five', 'six'].map((text) => `.github:1: ${text}`),
        },
      ],
    });
  },
);

it('fails when a check is missing, once the grace time is over', async () => {
  const world = await worldWith({ jobs: { lint: 'success', test: 'missing' } });
  const options = optionsIn(world);
  const started = await githubChecks.start(options, world.context);
  expect(started).toMatchObject({ type: 'pending', progress: { text: '1 of 2 checks green' } });
  const failed = await lookAgain(started, options, world.later(11 * 60_000));
  const message = `"test" did not run on commit ${world.git.commits.third}, expected success`;
  expect(failed).toMatchObject({
    type: 'failed',
    failure: { reason: 'not-found', message, details: ['what did run: lint, CI'] },
  });
});

it('does not look at another commit', async () => {
  const world = await worldWith({ on: ['pull_request'] });
  await githubChecks.start(optionsIn(world), world.context);
  const second = world.git.commits.second;
  const options = optionsIn(world, { commit: second, grace: '0s' });
  expect(await githubChecks.start(options, world.context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'not-found' },
  });
});

it('gives up after its timeout', async () => {
  const world = await worldWith({ after: 100 });
  const options = optionsIn(world, { timeout: '1h' });
  const started = await githubChecks.start(options, world.context);
  const failed = await lookAgain(started, options, world.later(3_600_000));
  const message = `"lint", "test" did not end on commit ${world.git.commits.third} within 1h, expected success`;
  expect(failed).toMatchObject({ type: 'failed', failure: { reason: 'timed-out', message } });
});

it('runs a cancelled run again, once', async () => {
  const world = await worldWith({ jobs: { lint: 'success', test: ['cancelled', 'success'] }, after: 1 });
  const options = optionsIn(world, { rerun_cancelled: true });
  const started = await githubChecks.start(options, world.context);
  const rerun = await lookAgain(started, options, world.context);
  expect(rerun).toMatchObject({
    type: 'pending',
    progress: { text: expect.stringContaining('what was cancelled runs again') },
  });
  const running = await lookAgain(rerun, options, world.context);
  expect(running).toMatchObject({ type: 'pending', progress: { text: '0 of 2 checks green' } });
  expect(await lookAgain(running, options, world.context)).toMatchObject({ type: 'passed' });
});

it('fails when it is cancelled a second time, or nobody asked to run it again', async () => {
  const world = await worldWith({ jobs: { lint: 'success', test: 'cancelled' } });
  expect(await githubChecks.start(optionsIn(world), world.context)).toMatchObject({ type: 'failed' });
  const options = optionsIn(world, { rerun_cancelled: true });
  const rerun = await githubChecks.start(options, world.context);
  expect(await lookAgain(rerun, options, world.context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'expectation' },
  });
  expect(world.github.requests.filter(({ path }) => path.endsWith('/rerun'))).toHaveLength(1);
});

const dispatch = { workflow: 'ci.yml', ref: 'release', inputs: { full: true } };

it('starts a workflow once, and only at the commit', async () => {
  const world = await worldWith({ on: ['workflow_dispatch'] });
  const options = optionsIn(world, { dispatch });
  const started = await githubChecks.start(options, world.context);
  expect(started).toMatchObject({ type: 'pending', progress: { text: 'workflow "ci.yml" was started' } });
  expect(await githubChecks.start(options, world.context)).toMatchObject({ type: 'passed' });
  const sent = world.github.requests.filter(({ method }) => method === 'POST');
  expect(sent).toMatchObject([{ body: { ref: 'release', inputs: { full: 'true' } } }]);
  const { third, first } = world.git.commits;
  const other = optionsIn(world, { dispatch: { ...dispatch, ref: 'stable', workflow: 'new.yml' } });
  const message = `"stable" is at ${first}, expected a branch or tag at ${third} to start workflow "new.yml" at`;
  expect(await githubChecks.start(other, world.context)).toMatchObject({ type: 'failed', failure: { message } });
});

it('takes a silence for "not yet" within the grace time, and for inconclusive after it', async () => {
  const world = await worldWith(
    { after: 1 },
    { misbehave: [{ path: 'check-runs', how: 'answer', after: 1, answer: { status: 502 } }] },
  );
  const options = optionsIn(world);
  const started = await githubChecks.start(options, world.context);
  const silent = await lookAgain(started, options, world.context);
  expect(silent).toMatchObject({ type: 'pending', progress: { text: expect.stringContaining('GitHub answered 502') } });
  const ended = await lookAgain(silent, options, world.later(11 * 60_000));
  expect(ended).toMatchObject({ type: 'inconclusive', failure: { reason: 'cannot-tell' } });
});

it('is inconclusive at once when the first look fails or the token is no good', async () => {
  const silent = await worldWith({}, { misbehave: [{ path: 'statuses', how: 'cut' }] });
  expect(await githubChecks.start(optionsIn(silent), silent.context)).toMatchObject({ type: 'inconclusive' });
  const stranger = await worldWith({}, { token: 'bogus-token' });
  expect(await githubChecks.start(optionsIn(stranger), stranger.context)).toMatchObject({ type: 'inconclusive' });
});

it('plans in plain words', async () => {
  const world = await worldWith({});
  const commit = world.git.commits.third;
  expect(githubChecks.plan?.(optionsIn(world, { dispatch, rerun_cancelled: true }))).toEqual([
    'start workflow "ci.yml" at "release", unless it ran on the commit',
    '  full=true',
    'run a workflow run again, once, if it was cancelled',
    `wait until these checks are "success" on commit ${commit} of "acme/rocket":`,
    '  lint',
    '  test',
  ]);
});
