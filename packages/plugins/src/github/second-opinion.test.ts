import { fakeContext } from '@checklist/engine/testing';
import { createEmulator } from 'emulate';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { githubApproval } from './github-approval.ts';
import { githubIssueSignOff } from './github-issue-sign-off.ts';
import { githubMerge } from './github-merge.ts';
import { githubPullRequest } from './github-pull-request.ts';
import { githubRelease } from './github-release.ts';

const repo = 'robb/rocket';

/** GitHub as others understood it, so that our own stand-in is not the only judge of our client. */
async function emulated() {
  const tokens = { robb_token: { login: 'robb', scopes: ['repo'] }, ada_token: { login: 'ada', scopes: ['repo'] } };
  const github = {
    users: [{ login: 'robb' }, { login: 'ada' }],
    repos: [{ owner: 'robb', name: 'rocket', auto_init: true }],
  };
  const emulator = await createEmulator({ service: 'github', port: 0, seed: { tokens, github } });
  onTestFinished(() => emulator.close());
  const ask = async (method: string, path: string, body?: unknown, token = 'robb_token') => {
    const headers = { authorization: `token ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${emulator.url}/repos/${repo}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  };
  // That one reads the clock twice for a comment; where a millisecond passed in between, it looks edited.
  const removeIfOdd = async () => {
    const last = (await ask('GET', '/issues/1/comments')).at(-1);
    if (last.created_at === last.updated_at) return false;
    await ask('DELETE', `/issues/comments/${last.id}`);
    return true;
  };
  const comment = async (body: string, token: string) => {
    do await ask('POST', '/issues/1/comments', { body }, token);
    while (await removeIfOdd());
  };
  const { object } = await ask('GET', '/git/ref/heads/main');
  const { tree } = await ask('GET', `/git/commits/${object.sha}`);
  const { sha } = await ask('POST', '/git/commits', { message: 'x', tree: tree.sha, parents: [object.sha] });
  await ask('POST', '/git/refs', { ref: 'refs/heads/stable', sha: object.sha });
  await ask('POST', '/git/refs', { ref: 'refs/heads/release', sha });
  const env = { GITHUB_API_URL: emulator.url };
  const context = fakeContext({ directory: temporaryFolder(), env, secrets: { GH_TOKEN: 'robb_token' } });
  return { ask, comment, removeIfOdd, context, sha: String(sha) };
}

it('goes all the way with another stand-in of GitHub', async () => {
  const { ask, comment, removeIfOdd, context, sha } = await emulated();
  const pull = { repo, head: 'release', base: 'stable', title: 'Release 1', body: 'All is well.' };
  const opened = await githubPullRequest.start(pull, context);
  expect(opened).toMatchObject({ type: 'passed', outputs: { number: 1, commit: sha } });
  expect(await githubPullRequest.probe?.(pull, context)).toMatchObject({ type: 'done' });

  const approval = { repo, pull_request: 1, by: ['ada'], head: sha };
  expect(await githubApproval.start(approval, context)).toMatchObject({ type: 'pending' });
  await ask('POST', '/pulls/1/reviews', { event: 'APPROVE', commit_id: sha }, 'ada_token');
  expect(await githubApproval.start(approval, context)).toMatchObject({
    type: 'passed',
    outputs: { approved_by: ['ada'] },
  });

  const signOff = { repo, issue: 1, login: 'ada', ask: 'is it good?' };
  do expect(await githubIssueSignOff.start(signOff, context)).toMatchObject({ type: 'pending' });
  while (await removeIfOdd());
  await comment('approve', 'ada_token');
  expect(await githubIssueSignOff.start(signOff, context)).toMatchObject({
    type: 'passed',
    outputs: { signed_by: 'ada' },
  });

  const merge = { repo, pull_request: 1, head: sha, must_contain: sha };
  expect(await githubMerge.start(merge, context)).toMatchObject({ type: 'passed', outputs: { base: 'stable' } });
  expect(await githubMerge.probe?.(merge, context)).toMatchObject({ type: 'done' });

  await ask('POST', '/git/refs', { ref: 'refs/tags/v1', sha });
  const release = { repo, tag: 'v1', commit: sha, name: 'One', body: 'notes' };
  expect(await githubRelease.start(release, context)).toMatchObject({ type: 'passed', outputs: { commit: sha } });
  expect(await githubRelease.probe?.(release, context)).toMatchObject({ type: 'done' });
});
