import { expect, it } from 'vitest';
import { type GithubWorld, type GithubWorldSetting, githubWorld, repo } from '../testing/github-world.ts';
import { githubMerge } from './github-merge.ts';
import type { RepositorySeed } from './stand-in/github-seed.ts';

const pull = { head: 'release', base: 'stable', title: 'Release 1' };

async function worldWith(seed: Partial<RepositorySeed> = {}, setting: GithubWorldSetting = {}): Promise<GithubWorld> {
  return githubWorld({ seed: () => ({ pull_requests: [pull], ...seed }), ...setting });
}

function optionsIn(
  { git: { commits } }: GithubWorld,
  more: { method?: 'squash' | 'rebase'; must_contain?: string; head?: string } = {},
) {
  return { repo, pull_request: 1, head: commits.third, must_contain: commits.second, ...more };
}

function merges({ github }: GithubWorld) {
  return github.requests.filter(({ method }) => method === 'PUT');
}

it('merges this head and finds the commit in the base', async () => {
  const world = await worldWith();
  const result = await githubMerge.start(optionsIn(world), world.context);
  const commit = world.git.inRemote('rev-parse', 'stable');
  expect(result).toMatchObject({ type: 'passed', outputs: { commit, base: 'stable' } });
  expect(merges(world)).toMatchObject([{ body: { sha: world.git.commits.third, merge_method: 'merge' } }]);
  expect(await githubMerge.probe?.(optionsIn(world), world.context)).toMatchObject({
    type: 'done',
    note: `was already merged as ${commit}`,
  });
});

it('never merges a head that was not qualified', async () => {
  const world = await worldWith();
  const { second, third } = world.git.commits;
  const result = await githubMerge.start(optionsIn(world, { head: second }), world.context);
  const message = `the head of pull request 1 is ${third}, expected ${second}`;
  expect(result).toMatchObject({ type: 'failed', failure: { reason: 'conflict', message } });
  expect(merges(world)).toEqual([]);
});

it('tells GitHub which head it means, for whoever pushes in between', async () => {
  const world = await worldWith({}, { misbehave: [{ method: 'PUT', path: 'merge', how: 'slow', ms: 150 }] });
  const result = githubMerge.start(optionsIn(world), world.context);
  while (merges(world).length === 0) await new Promise((resolve) => setImmediate(resolve));
  world.git.inRemote('branch', '-f', 'release', world.git.commits.second);
  expect(await result).toMatchObject({
    type: 'failed',
    failure: {
      reason: 'http-status',
      details: ['GitHub says: Head branch was modified. Review and try the merge again.'],
    },
  });
});

it('finds a squash-only repository before it merges', async () => {
  const world = await worldWith({ merge_methods: ['squash'] });
  const message = '"acme/rocket" allows pull requests to be merged by "squash" only, expected "merge"';
  expect(await githubMerge.preflight?.(optionsIn(world), world.context)).toMatchObject([{ message }]);
  expect(await githubMerge.probe?.(optionsIn(world), world.context)).toMatchObject({
    type: 'conflict',
    failure: { message },
  });
  expect(await githubMerge.start(optionsIn(world), world.context)).toMatchObject({
    type: 'failed',
    failure: { message },
  });
  expect(merges(world)).toEqual([]);
});

it('finds a rule that forbids merge commits before it merges', async () => {
  const world = await worldWith({ rules: { stable: ['required_linear_history'] } });
  const message = 'branch "stable" demands a linear history, expected that it takes a merge commit';
  expect(await githubMerge.start(optionsIn(world), world.context)).toMatchObject({
    type: 'failed',
    failure: { message },
  });
  expect(merges(world)).toEqual([]);
});

it.each(['squash', 'rebase'] as const)('refuses %s when a commit has to stay', async (method) => {
  const world = await worldWith();
  const options = optionsIn(world, { method });
  const message = `"${method}" makes new commits, so that ${world.git.commits.second} is not part of the base afterwards, expected "merge"`;
  const hint = 'Set "method" to "merge", or take "must_contain" away.';
  expect(await githubMerge.preflight?.(options, world.context)).toEqual([{ message, hint }]);
  expect(await githubMerge.start(options, world.context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'options', message },
  });
  expect(merges(world)).toEqual([]);
});

it('fails when somebody squashed it by hand', async () => {
  const world = await worldWith();
  const { third, second } = world.git.commits;
  const { must_contain: _, ...squash } = optionsIn(world, { method: 'squash' });
  expect(await githubMerge.start(squash, world.context)).toMatchObject({ type: 'passed' });
  const message = `pull request 1 is merged, but commit ${second} is not part of "stable", expected that it is`;
  expect(await githubMerge.probe?.(optionsIn(world), world.context)).toMatchObject({
    type: 'conflict',
    failure: { message },
  });
  expect(third).not.toBe(second);
});

it('tells when the head has lost the commit', async () => {
  const world = await worldWith();
  world.git.git('checkout', '--quiet', '--orphan', 'other');
  world.git.git('commit', '--quiet', '-m', 'other');
  world.git.git('push', '--quiet', 'origin', 'other');
  const lost = world.git.git('rev-parse', 'HEAD');
  const message = `the head ${world.git.commits.third} does not contain commit ${lost}, expected that it does`;
  const result = await githubMerge.start(optionsIn(world, { must_contain: lost }), world.context);
  expect(result).toMatchObject({ type: 'failed', failure: { message } });
});

it('keeps what GitHub says when a merge is blocked', async () => {
  const world = await worldWith({ required_approvals: 1 });
  expect(await githubMerge.start(optionsIn(world), world.context)).toMatchObject({
    type: 'failed',
    failure: {
      reason: 'http-status',
      message: 'GitHub answered 405 when asked to merge pull request 1 in "acme/rocket", expected that it does so',
      details: ['GitHub says: At least 1 approving review is required by reviewers with write access.'],
    },
  });
});

it.each([
  [{ draft: true }, 'pull request 1 is a draft, expected it to be ready'],
  [{ state: 'closed' }, 'pull request 1 is closed, expected it to be open'],
])('refuses a pull request that is %j', async (change, message) => {
  const world = await worldWith();
  Object.assign(world.repository.pulls[0] ?? {}, change);
  expect(await githubMerge.start(optionsIn(world), world.context)).toMatchObject({
    type: 'failed',
    failure: { message },
  });
});

it('cannot tell after a lost answer, and the probe then can', async () => {
  const world = await worldWith({}, { misbehave: [{ method: 'PUT', path: 'merge', how: 'lost' }] });
  expect(await githubMerge.start(optionsIn(world), world.context)).toMatchObject({ type: 'inconclusive' });
  expect(merges(world)).toHaveLength(1);
  expect(await githubMerge.probe?.(optionsIn(world), world.context)).toMatchObject({ type: 'done' });
});

it('needs the right to push', async () => {
  const world = await worldWith({ rights: { 'release-bot': 'read' } });
  const lack = {
    message: 'the token may only read "acme/rocket", expected that it may write',
    hint: 'Set GITHUB_TOKEN to the token of somebody who may push to the repository.',
  };
  expect(await githubMerge.preflight?.(optionsIn(world), world.context)).toEqual([lack]);
  expect(await githubMerge.start(optionsIn(world), world.context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'http-status' },
  });
});
