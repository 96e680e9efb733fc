import type { Json } from '@checklist/engine/plugin';
import { expect, it } from 'vitest';
import { githubWorld, repo } from '../../testing/github-world.ts';
import type { RepositorySeed } from './github-seed.ts';

const tokens = {
  alpha: { login: 'robb' },
  beta: { login: 'ada' },
  gamma: { login: 'eve' },
  delta: { login: 'mallory' },
};
const pull = { head: 'release', base: 'stable', title: 'Release 1', author: 'robb' };

async function worldWith(seed: Partial<RepositorySeed> = {}) {
  const rights = { eve: 'read', mallory: 'none' } as const;
  const world = await githubWorld({ tokens, seed: () => ({ rights, ...seed }) });
  const ask = async (method: string, path: string, body?: Json, token = 'alpha') => {
    const response = await fetch(`${world.github.url}${path}`, {
      method,
      ...(token !== '' && { headers: { authorization: `Bearer ${token}` } }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return { ...world, ask };
}

const at = (path: string) => `/repos/${repo}${path}`;

it('knows who asks, and what they may do', async () => {
  const { ask } = await worldWith();
  expect(await ask('GET', at(''), undefined, '')).toMatchObject({
    status: 401,
    body: { message: 'Requires authentication' },
  });
  expect(await ask('GET', at(''), undefined, 'bogus')).toMatchObject({
    status: 401,
    body: { message: 'Bad credentials' },
  });
  expect(await ask('GET', at(''), undefined, 'delta')).toMatchObject({ status: 404, body: { message: 'Not Found' } });
  expect(await ask('POST', at('/pulls'), {}, 'gamma')).toMatchObject({ status: 403 });
  expect(await ask('GET', at(''))).toMatchObject({
    status: 200,
    body: { full_name: repo, permissions: { push: true } },
  });
  expect(await ask('GET', '/users/Ada')).toMatchObject({ status: 200, body: { login: 'ada' } });
  expect(await ask('GET', '/users/nobody')).toMatchObject({ status: 404 });
});

it('refuses a second pull request, one without commits, and one from nowhere', async () => {
  const { ask } = await worldWith();
  expect(await ask('POST', at('/pulls'), pull)).toMatchObject({ status: 201, body: { number: 1, state: 'open' } });
  const refused = (message: string) => ({ status: 422, body: { message: 'Validation Failed', errors: [{ message }] } });
  expect(await ask('POST', at('/pulls'), pull)).toMatchObject(
    refused('A pull request already exists for acme:release.'),
  );
  const empty = { ...pull, head: 'stable', base: 'main' };
  expect(await ask('POST', at('/pulls'), empty)).toMatchObject(refused('No commits between main and stable'));
  const nowhere = { ...pull, head: 'nowhere' };
  expect(await ask('POST', at('/pulls'), nowhere)).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'head', code: 'invalid' }] },
  });
});

it('refuses to let an author approve', async () => {
  const { ask } = await worldWith({ pull_requests: [pull] });
  const message = { errors: ['Can not approve your own pull request'] };
  expect(await ask('POST', at('/pulls/1/reviews'), { event: 'APPROVE' })).toMatchObject({ status: 422, body: message });
  expect(await ask('POST', at('/pulls/1/reviews'), { event: 'APPROVE' }, 'beta')).toMatchObject({
    status: 200,
    body: { state: 'APPROVED' },
  });
});

it('merges this head only, and only what may be merged', async () => {
  const { ask, git } = await worldWith({ pull_requests: [pull], merge_methods: ['merge', 'rebase'] });
  const merge = (body: Json) => ask('PUT', at('/pulls/1/merge'), body);
  expect(await merge({ sha: git.commits.first })).toMatchObject({ status: 409 });
  expect(await merge({ merge_method: 'squash' })).toMatchObject({
    status: 405,
    body: { message: 'Squash merges are not allowed on this repository.' },
  });
  expect(await merge({ sha: git.commits.third })).toMatchObject({ status: 200, body: { merged: true } });
  expect(await merge({ sha: git.commits.third })).toMatchObject({
    status: 405,
    body: { message: 'Pull Request is not mergeable' },
  });
  expect(git.inRemote('rev-list', '--count', 'stable')).toBe('4');
  expect(await ask('GET', at('/compare/release...stable'))).toMatchObject({ body: { status: 'ahead', ahead_by: 1 } });
});

it('starts workflows that can be started, and runs again what has ended', async () => {
  const ci = { name: 'CI', on: ['workflow_dispatch'], jobs: { test: 'success' }, after: 1 } as const;
  const { ask } = await worldWith({ workflows: { 'ci.yml': ci, 'other.yml': { ...ci, on: ['push'] } } });
  const start = (file: string, ref: string) => ask('POST', at(`/actions/workflows/${file}/dispatches`), { ref });
  expect(await start('none.yml', 'release')).toMatchObject({ status: 404 });
  expect(await start('ci.yml', 'nowhere')).toMatchObject({
    status: 422,
    body: { message: 'No ref found for: nowhere' },
  });
  expect(await start('other.yml', 'release')).toMatchObject({ status: 422 });
  expect(await start('ci.yml', 'release')).toEqual({ status: 204, body: undefined });
  const runs = await ask('GET', at('/actions/runs'));
  expect(runs).toMatchObject({
    body: { total_count: 1, workflow_runs: [{ status: 'in_progress', path: '.github/workflows/ci.yml' }] },
  });
  const id = (runs.body as { workflow_runs: { id: number }[] }).workflow_runs[0]?.id;
  expect(await ask('POST', at(`/actions/runs/${id}/rerun`))).toMatchObject({ status: 403 });
  await ask('GET', at('/commits/release/check-runs'));
  expect(await ask('POST', at(`/actions/runs/${id}/rerun`))).toMatchObject({ status: 201 });
});

it('publishes one release for a tag, and makes the tag like GitHub', async () => {
  const { ask, git } = await worldWith();
  const release = { tag_name: 'v1', name: 'One', body: 'notes' };
  expect(await ask('POST', at('/releases'), release)).toMatchObject({ status: 201, body: { tag_name: 'v1' } });
  expect(git.inRemote('rev-parse', 'v1')).toBe(git.commits.third);
  expect(await ask('POST', at('/releases'), release)).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'already_exists' }] },
  });
});

it('moves a head once its review is there', async () => {
  const { ask, git } = await worldWith({
    pull_requests: [pull],
    reviews: [{ login: 'ada', then_move: { branch: 'release', to: 'main~1' } }],
  });
  expect(await ask('GET', at('/pulls/1/reviews'))).toMatchObject({ body: [{ commit_id: git.commits.third }] });
  expect(await ask('GET', at('/pulls/1'))).toMatchObject({ body: { head: { sha: git.commits.second } } });
});
