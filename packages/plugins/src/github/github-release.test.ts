import { expect, it } from 'vitest';
import { type GithubWorldSetting, githubWorld, repo } from '../testing/github-world.ts';
import { githubRelease } from './github-release.ts';

const options = { repo, tag: 'v1', name: 'Release 1', body: '# Notes\n\n- one\n' };
const published = { tag: 'v1', name: 'Release 1', body: options.body };

async function worldWith(setting: GithubWorldSetting = {}) {
  const world = await githubWorld(setting);
  world.git.inRemote('tag', '-a', '-m', 'v1', 'v1', world.git.commits.second);
  return { ...world, commit: world.git.commits.second };
}

it('publishes the notes for the tag', async () => {
  const { context, repository, commit } = await worldWith();
  const result = await githubRelease.start({ ...options, commit, prerelease: true }, context);
  const url = 'https://github.com/acme/rocket/releases/tag/v1';
  expect(result).toMatchObject({
    type: 'passed',
    outputs: { url, commit },
    evidence: [{ type: 'link', label: 'release v1', url }],
  });
  expect(repository.releases).toMatchObject([{ ...published, prerelease: true }]);
});

it('never lets GitHub make the tag', async () => {
  const { context, git, github } = await worldWith();
  const result = await githubRelease.start({ ...options, tag: 'v2' }, context);
  const message = '"acme/rocket" has no tag "v2", expected one';
  expect(result).toMatchObject({
    type: 'failed',
    failure: { reason: 'conflict', message, hint: 'Push the tag with a step before this one.' },
  });
  expect(git.inRemote('tag')).toBe('v1');
  expect(github.requests.every(({ method }) => method === 'GET')).toBe(true);
});

it('refuses a tag at another commit', async () => {
  const { context, git, commit } = await worldWith();
  const message = `tag "v1" of "acme/rocket" is at ${commit}, expected ${git.commits.third}`;
  const result = await githubRelease.start({ ...options, commit: git.commits.third }, context);
  expect(result).toMatchObject({ type: 'failed', failure: { message } });
});

it.each([
  [{ name: 'Other' }, 'the release for tag "v1" has the title "Other", expected "Release 1"'],
  [{ body: 'Other' }, 'the release for tag "v1" has other notes than expected'],
  [{ prerelease: true }, 'the release for tag "v1" is a prerelease, expected none'],
])('tells another release for the tag: %j', async (change, message) => {
  const { context } = await worldWith({ seed: () => ({ releases: [{ ...published, ...change }] }) });
  const link = ': https://github.com/acme/rocket/releases/tag/v1';
  expect(await githubRelease.start(options, context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'conflict', message: message + link },
  });
});

it('keeps what GitHub says of a protected tag', async () => {
  const body = { message: 'Validation Failed', errors: [{ message: 'tag_name was used by an immutable release' }] };
  const { context } = await worldWith({
    misbehave: [{ method: 'POST', path: 'releases', how: 'answer', answer: { status: 422, body } }],
  });
  expect(await githubRelease.start(options, context)).toMatchObject({
    type: 'failed',
    failure: {
      reason: 'http-status',
      message:
        'GitHub answered 422 when asked to create the release for tag "v1" in "acme/rocket", expected that it does so',
      details: ['GitHub says: Validation Failed', 'tag_name was used by an immutable release'],
    },
  });
});

it('is found after its answer was lost', async () => {
  const { context, repository } = await worldWith({ misbehave: [{ method: 'POST', path: 'releases', how: 'lost' }] });
  expect(await githubRelease.start(options, context)).toMatchObject({ type: 'inconclusive' });
  expect(await githubRelease.start(options, context)).toMatchObject({
    type: 'passed',
    note: expect.stringContaining('was already published'),
  });
  expect(repository.releases).toHaveLength(1);
});
