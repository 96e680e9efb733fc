import { expect, it, onTestFinished, vi } from 'vitest';
import { startStandIn } from '../stand-in/stand-in.ts';
import { type GithubWorldSetting, githubWorld, repo } from '../testing/github-world.ts';
import type { GithubSetting } from './github-call.ts';
import { createGithubClient } from './github-client.ts';

const token = 'stand-in-token';

async function clientIn(misbehave: GithubWorldSetting['misbehave'], setting: Partial<GithubSetting> = {}) {
  const world = await githubWorld({ ...(misbehave && { misbehave }) });
  const baseUrl = world.github.url;
  const signal = new AbortController().signal;
  return { ...world, client: createGithubClient({ repo, baseUrl, token, fetch, signal, ...setting }) };
}

const broken = (status: number, message: string, headers: Record<string, string> = {}) =>
  ({ path: '.', how: 'answer', answer: { status, headers, body: { message } } }) as const;

const asked = 'read pull request 1 in "acme/rocket"';

it.each([
  [401, 'token', `GitHub does not accept the token (401) when asked to ${asked}, expected a valid one`],
  [403, 'rights', `GitHub forbids the token (403) to ${asked}, expected the right to do so`],
  [404, 'not-found', `GitHub found nothing (404) when asked to ${asked}, expected it to exist`],
  [409, 'refused', `GitHub answered 409 when asked to ${asked}, expected that it does so`],
  [422, 'refused', `GitHub answered 422 when asked to ${asked}, expected that it does so`],
  [500, 'no-answer', `GitHub answered 500 when asked to ${asked}, expected an answer`],
  [502, 'no-answer', `GitHub answered 502 when asked to ${asked}, expected an answer`],
])('puts status %d into words', async (status, type, message) => {
  const { client } = await clientIn([broken(status, 'as GitHub says')]);
  const told = await client.pullRequest(1);
  expect(told).toMatchObject({ ok: false, error: { type, status, message, details: ['GitHub says: as GitHub says'] } });
});

it.each([
  ['cut', `GitHub's answer was cut off when asked to ${asked}, expected all of it`],
  ['not-json', `GitHub gave an answer that is not JSON when asked to ${asked}, expected JSON`],
  ['slow', `GitHub did not answer in time when asked to ${asked}, expected an answer`],
] as const)('tells an answer that is %s', async (how, message) => {
  const { client } = await clientIn([{ path: '.', how, ms: 500 }], { limit: how === 'slow' ? 60 : 5000 });
  expect(await client.pullRequest(1)).toMatchObject({ ok: false, error: { type: 'no-answer', message } });
});

it('takes an answer without what is promised for none', async () => {
  const { client } = await clientIn([{ path: '.', how: 'answer', answer: { status: 200, body: {} } }]);
  const message = `GitHub gave an answer without "number" when asked to ${asked}, expected its documented one`;
  expect(await client.pullRequest(1)).toMatchObject({ ok: false, error: { type: 'no-answer', message } });
  expect(await client.reviews(1)).toMatchObject({ ok: false, error: { type: 'no-answer' } });
  expect(await client.checkRuns('a'.repeat(40))).toMatchObject({ ok: false, error: { type: 'no-answer' } });
});

it('does not take a conflict for an empty list', async () => {
  const { client } = await clientIn([broken(409, 'conflict')]);
  expect(await client.reviews(1)).toMatchObject({ ok: false, error: { status: 409 } });
});

it('tells a host that cannot be reached', async () => {
  const { client } = await clientIn([], { baseUrl: 'http://127.0.0.1:9' });
  const message = `GitHub could not be reached when asked to ${asked}, expected an answer`;
  expect(await client.pullRequest(1)).toMatchObject({ ok: false, error: { type: 'no-answer', message } });
});

it('asks again after a fault that passes', async () => {
  const { client, github } = await clientIn([{ ...broken(502, 'bad gateway'), times: 2 }]);
  expect(await client.comments(1)).toEqual({ ok: true, value: [] });
  expect(github.requests).toHaveLength(3);
});

it.each([
  ['a secondary limit', 403, 'You have exceeded a secondary rate limit'],
  ['a plain 429', 429, 'Too many requests'],
])('waits as long as GitHub says after %s, for a write too', async (_name, status, message) => {
  const { client, github } = await clientIn([{ ...broken(status, message, { 'retry-after': '0.3' }), times: 1 }]);
  const before = Date.now();
  expect(await client.createComment(1, 'hello')).toMatchObject({ ok: true, value: { body: 'hello' } });
  expect(Date.now() - before).toBeGreaterThanOrEqual(290);
  expect(github.requests).toHaveLength(2);
});

it('does not wait for an hour', async () => {
  const reset = String(Math.floor(Date.now() / 1000) + 3600);
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
  const { client, github } = await clientIn([broken(403, 'API rate limit exceeded', headers)]);
  const message = `GitHub answered 403 when asked to ${asked}, because its rate limit is used up, expected an answer`;
  expect(await client.pullRequest(1)).toMatchObject({ ok: false, error: { type: 'busy', message } });
  expect(github.requests).toHaveLength(1);
});

it.each(['lost', 'cut', 'answer'] as const)('never writes twice when the answer is "%s"', async (how) => {
  const { client, github, repository } = await clientIn([{ method: 'POST', path: '.', how }]);
  expect(await client.createComment(1, 'hello')).toMatchObject({ ok: false, error: { type: 'no-answer' } });
  expect(github.requests).toHaveLength(1);
  expect(repository.comments).toHaveLength(how === 'answer' ? 0 : 1);
});

it('reads every page', async () => {
  const { client, repository } = await clientIn([]);
  for (let id = 1; id <= 250; id++)
    repository.comments.push({ id, issue: 1, login: 'ada', body: `${id}`, at: 'a', editedAt: 'a' });
  const comments = await client.comments(1);
  expect(comments.ok && comments.value.map(({ id }) => id)).toEqual(
    Array.from({ length: 250 }, (_, index) => index + 1),
  );
});

it('follows no link to another host', async () => {
  const other = await startStandIn(() => ({ status: 200, body: [] }), { env: () => ({}) });
  const link = { link: `<${other.url}/steal?page=2>; rel="next"` };
  const here = await startStandIn(() => ({ status: 200, headers: link, body: [] }), { env: () => ({}) });
  onTestFinished(async () => void (await Promise.all([other.close(), here.close()])));
  const client = createGithubClient({ repo, baseUrl: here.url, token, fetch, signal: new AbortController().signal });
  expect(await client.comments(1)).toMatchObject({ ok: false, error: { type: 'no-answer' } });
  expect(other.requests).toEqual([]);
});

it('stops when the step is stopped', async () => {
  const stop = new AbortController();
  const { client } = await clientIn([broken(429, 'later', { 'retry-after': '50' })], { signal: stop.signal });
  const answer = client.comments(1);
  stop.abort();
  expect(await answer).toMatchObject({ ok: false, error: { type: 'no-answer' } });
});

it('asks nothing without a token, and tells the token to nobody', async () => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
  onTestFinished(() => void vi.restoreAllMocks());
  const { client, github } = await clientIn([], { token: undefined });
  expect(await client.pullRequest(1)).toMatchObject({ ok: false, error: { type: 'token' } });
  expect(github.requests).toEqual([]);
  const headers = { deprecation: 'true', sunset: 'soon' };
  const told = await clientIn([broken(500, 'oops', headers)]).then((world) => world.client.createComment(1, 'hello'));
  expect(JSON.stringify(told)).not.toContain(token);
  expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
});
