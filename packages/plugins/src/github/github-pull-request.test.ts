import { expect, it } from 'vitest';
import { type GithubWorldSetting, githubWorld, repo } from '../testing/github-world.ts';
import { githubPullRequest } from './github-pull-request.ts';

const text = { head: 'release', base: 'stable', title: 'Release 1', body: '# Release 1\n\nAll is well.\n' };
const options = { repo, ...text };

async function worldWith(setting: GithubWorldSetting = {}) {
  return githubWorld(setting);
}

it('opens it with title and body', async () => {
  const world = await worldWith();
  expect(await githubPullRequest.start(options, world.context)).toEqual({
    type: 'passed',
    outputs: { number: 1, url: 'https://github.com/acme/rocket/pull/1', commit: world.git.commits.third },
    evidence: [{ type: 'link', label: 'pull request 1', url: 'https://github.com/acme/rocket/pull/1' }],
    note: 'opened',
  });
  expect(world.repository.pulls).toMatchObject([text]);
});

it('updates the one that is open, and never opens a second', async () => {
  const world = await worldWith({ seed: () => ({ pull_requests: [{ ...text, body: 'old' }] }) });
  const before = { title: 'Release 1', body: 'old' };
  expect(await githubPullRequest.probe?.(options, world.context)).toEqual({ type: 'absent', before });
  expect(await githubPullRequest.start(options, world.context)).toMatchObject({
    type: 'passed',
    note: 'updated what was open already',
  });
  expect(world.repository.pulls).toMatchObject([text]);
  const note = 'was already open as https://github.com/acme/rocket/pull/1';
  expect(await githubPullRequest.probe?.(options, world.context)).toMatchObject({ type: 'done', note });
});

it('takes the same text with other line ends for the same', async () => {
  const body = text.body.replaceAll('\n', '\r\n').trimEnd();
  const world = await worldWith({ seed: () => ({ pull_requests: [{ ...text, body }] }) });
  expect(await githubPullRequest.probe?.(options, world.context)).toMatchObject({ type: 'done' });
});

it('keeps what GitHub says when somebody was faster or the head is missing', async () => {
  const world = await worldWith();
  const result = await githubPullRequest.start({ ...options, head: 'nowhere' }, world.context);
  expect(result).toMatchObject({
    type: 'failed',
    failure: {
      reason: 'http-status',
      message:
        'GitHub answered 422 when asked to open a pull request from "nowhere" into "stable" in "acme/rocket", expected that it does so',
      details: ['GitHub says: Validation Failed', 'head invalid'],
    },
  });
});

it('is found after its answer was lost', async () => {
  const world = await worldWith({ misbehave: [{ method: 'POST', path: 'pulls', how: 'lost', times: 1 }] });
  expect(await githubPullRequest.start(options, world.context)).toMatchObject({
    type: 'inconclusive',
    failure: { reason: 'cannot-tell' },
  });
  expect(await githubPullRequest.probe?.(options, world.context)).toMatchObject({ type: 'done' });
  expect(world.repository.pulls).toHaveLength(1);
});

it('undoes nothing that is merged', async () => {
  const world = await worldWith();
  await githubPullRequest.start(options, world.context);
  Object.assign(world.repository.pulls[0] ?? {}, { state: 'closed', merged: { commit: 'a', head: 'b', at: 'c' } });
  expect(await githubPullRequest.undo?.(options, { outputs: { number: 1 } }, world.context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'undo', message: 'pull request 1 is merged, expected it to be open' },
  });
});

const lacking: readonly (readonly [GithubWorldSetting, string])[] = [
  [{ token: undefined }, 'neither GITHUB_TOKEN nor GH_TOKEN is set, expected a token of GitHub'],
  [
    { token: 'bogus' },
    'GitHub does not accept the token (401) when asked to read the settings in "acme/rocket", expected a valid one',
  ],
  [
    { seed: () => ({ rights: { 'release-bot': 'none' } }) },
    'GitHub found nothing (404) when asked to read the settings in "acme/rocket", expected it to exist',
  ],
  [
    { seed: () => ({ rights: { 'release-bot': 'read' } }) },
    'the token may only read "acme/rocket", expected that it may write',
  ],
  [
    { tokens: { t0ken: { login: 'robb', scopes: ['gist'] } } },
    'the token has the scopes "gist", expected "repo" or "public_repo" for "acme/rocket"',
  ],
  [
    { misbehave: [{ path: '.', how: 'cut' }] },
    'GitHub\'s answer was cut off when asked to read the settings in "acme/rocket", expected all of it',
  ],
];

it.each(lacking)('finds what is lacking before anything changes: %#', async (setting, message) => {
  const world = await worldWith(setting);
  const lacks = await githubPullRequest.preflight?.(options, world.context);
  expect(lacks?.map((lack) => lack.message)).toEqual([message]);
});

it('needs the branch into which it goes, and shows the exact text', async () => {
  const world = await worldWith();
  const lacks = await githubPullRequest.preflight?.({ ...options, base: 'nowhere' }, world.context);
  expect(lacks).toEqual([
    { message: '"acme/rocket" has no branch "nowhere", expected one', hint: 'Create it, or correct its name.' },
  ]);
  expect(githubPullRequest.plan?.(options)).toEqual([
    'open or update the pull request from "release" into "stable" of "acme/rocket"',
    'title:',
    '  Release 1',
    'description:',
    '  # Release 1',
    '  ',
    '  All is well.',
  ]);
});
