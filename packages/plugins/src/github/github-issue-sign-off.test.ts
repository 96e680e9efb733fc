import type { StepContext, StepResult } from '@checklist/engine/plugin';
import { expect, it } from 'vitest';
import { type GithubWorldSetting, githubWorld, repo } from '../testing/github-world.ts';
import { githubIssueSignOff } from './github-issue-sign-off.ts';
import type { ReplySeed } from './stand-in/github-seed.ts';

const options = { repo, issue: 1, login: 'axel', ask: 'do sweeps work at commit abc?' };
const question =
  '@axel do sweeps work at commit abc?\n\nAnswer with a comment that begins with **approve** or **reject**.';

async function worldWith(replies: readonly ReplySeed[], setting: GithubWorldSetting = {}) {
  return githubWorld({ users: ['axel'], seed: () => ({ replies }), ...setting });
}

async function lookAgain(result: StepResult, context: StepContext): Promise<StepResult> {
  expect(result).toMatchObject({ type: 'pending' });
  const handle = result.type === 'pending' ? result.handle : null;
  return (await githubIssueSignOff.check?.(handle, options, context)) ?? result;
}

it('asks, waits, and takes the answer of the person who was asked', async () => {
  const world = await worldWith([{ login: 'Axel', body: 'Approved - all good', after: 1 }]);
  const started = await githubIssueSignOff.start(options, world.context);
  expect(started).toMatchObject({
    type: 'pending',
    progress: { text: expect.stringContaining('asked axel: https://github.com/') },
  });
  const mark = `<!-- checklist run/step/1:${world.git.commits.third} -->`;
  expect(world.repository.comments.map(({ body }) => body)).toEqual([`${question}\n\n${mark}`]);
  const waiting = await lookAgain(started, world.context);
  expect(await lookAgain(waiting, world.context)).toMatchObject({
    type: 'passed',
    outputs: { signed_by: 'Axel', answer: 'Approved - all good' },
    evidence: [{ type: 'approval', by: 'Axel', isGiven: true, label: 'answered on GitHub' }],
  });
});

it('asks once, however often it is started', async () => {
  const world = await worldWith([]);
  for (let times = 0; times < 3; times++)
    expect(await githubIssueSignOff.start(options, world.context)).toMatchObject({ type: 'pending' });
  expect(world.repository.comments).toHaveLength(1);
});

it('asks once when the answer to its question was lost', async () => {
  const world = await worldWith([], { misbehave: [{ method: 'POST', path: 'comments', how: 'lost', times: 1 }] });
  expect(await githubIssueSignOff.start(options, world.context)).toMatchObject({ type: 'inconclusive' });
  expect(await githubIssueSignOff.start(options, world.context)).toMatchObject({ type: 'pending' });
  expect(world.repository.comments).toHaveLength(1);
});

it.each([
  ['another account', { login: 'mallory', body: 'approve', to: 'sweeps' }],
  ['a remark', { login: 'axel', body: 'I will look tomorrow' }],
  ['a word that only begins so', { login: 'axel', body: 'approvement' }],
  ['a question', { login: 'axel', body: 'Approve? Not yet.' }],
])('takes nothing from %s', async (_name, reply) => {
  const world = await worldWith([reply]);
  const started = await githubIssueSignOff.start(options, world.context);
  expect(await lookAgain(started, world.context)).toMatchObject({ type: 'pending' });
});

it('fails when the person rejects, and takes a later approval', async () => {
  const world = await worldWith([{ login: 'axel', body: '**Reject**: it crashes' }]);
  const started = await githubIssueSignOff.start(options, world.context);
  expect(await lookAgain(started, world.context)).toMatchObject({
    type: 'failed',
    failure: {
      reason: 'rejected',
      message: '"axel" rejected it, expected an approval',
      details: ['**Reject**: it crashes'],
    },
  });
  world.repository.comments.push({ id: 9999, issue: 1, login: 'axel', body: 'approve', at: 'x', editedAt: 'x' });
  expect(await githubIssueSignOff.start(options, world.context)).toMatchObject({ type: 'passed' });
});

it('takes no answer that somebody edited, and no question that somebody changed', async () => {
  const world = await worldWith([{ login: 'axel', body: 'approve' }]);
  const started = await githubIssueSignOff.start(options, world.context);
  await world.context.fetch(`${world.github.url}/repos/${repo}/issues/1/comments`, {
    headers: { authorization: 'token stand-in-token' },
  });
  const [asked, answer] = world.repository.comments;
  if (answer !== undefined) answer.editedAt = 'later';
  const waiting = await lookAgain(started, world.context);
  expect(waiting).toMatchObject({
    type: 'pending',
    progress: { text: expect.stringContaining('; an edited answer does not count') },
  });
  if (asked !== undefined) asked.body = asked.body.replace('abc', 'def');
  expect(await lookAgain(waiting, world.context)).toMatchObject({ type: 'failed', failure: { reason: 'conflict' } });
});

const approval = { id: 9999, issue: 1, login: 'axel', body: 'approve', at: 'x', editedAt: 'x' };

it('does not count the answer for another commit', async () => {
  const world = await worldWith([{ login: 'axel', body: 'approve' }]);
  const started = await githubIssueSignOff.start(options, world.context);
  expect(await lookAgain(started, world.context)).toMatchObject({ type: 'passed' });
  const other = { ...world.context, run: { ...world.context.run, commit: world.git.commits.second } };
  expect(await githubIssueSignOff.probe?.(options, other)).toEqual({ type: 'absent' });
  expect(await githubIssueSignOff.start(options, other)).toMatchObject({ type: 'pending' });
  expect(world.repository.comments.filter(({ login }) => login === 'release-bot')).toHaveLength(2);
});

it("does not take a stranger's copy for its question", async () => {
  const world = await worldWith([]);
  const body = `${question}\n\n<!-- checklist run/step/1:${world.git.commits.third} -->`;
  world.repository.comments.push({ ...approval, id: 9998, login: 'mallory', body }, approval);
  expect(await githubIssueSignOff.probe?.(options, world.context)).toEqual({ type: 'absent' });
  const started = await githubIssueSignOff.start(options, world.context);
  expect(await lookAgain(started, world.context)).toMatchObject({ type: 'pending' });
});

it('takes up its question with the token of an app, which has no account', async () => {
  const tokens = { 'app-token': { login: 'release[bot]' } };
  const world = await worldWith([], { tokens });
  const body = `${question}\n\n<!-- checklist run/step/1:${world.git.commits.third} -->`;
  world.repository.comments.push({ ...approval, id: 9998, login: 'mallory', body }, approval);
  for (let times = 0; times < 3; times++)
    expect(await githubIssueSignOff.start(options, world.context)).toMatchObject({ type: 'pending' });
  expect(world.repository.comments.map(({ login }) => login)).toEqual(['mallory', 'axel', 'release[bot]']);
});

it('takes no older comment that was made the question later', async () => {
  const world = await worldWith([]);
  const started = await githubIssueSignOff.start(options, world.context);
  const [asked] = world.repository.comments;
  if (asked !== undefined) asked.editedAt = 'later';
  world.repository.comments.push(approval);
  const message = expect.stringMatching(
    /^the question \S+ was edited after it was asked, expected the one of this step/,
  );
  const conflict = { type: 'failed', failure: { reason: 'conflict', message } };
  expect(await lookAgain(started, world.context)).toMatchObject(conflict);
  expect(await githubIssueSignOff.start(options, world.context)).toMatchObject(conflict);
});

it('tells when the question is gone', async () => {
  const world = await worldWith([]);
  const started = await githubIssueSignOff.start(options, world.context);
  world.repository.comments.splice(0);
  const message = 'the question on 1 is gone, expected it with an answer';
  expect(await lookAgain(started, world.context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'not-found', message },
  });
});

it('needs the account, and shows the exact text', async () => {
  const world = await worldWith([]);
  const lacks = await githubIssueSignOff.preflight?.({ ...options, login: '@nobody' }, world.context);
  expect(lacks).toEqual([{ message: 'GitHub has no account "nobody", expected one', hint: 'Correct the login.' }]);
  expect(githubIssueSignOff.plan?.(options)).toEqual([
    'comment on 1 of "acme/rocket":',
    ...question.split('\n').map((line) => `  ${line}`),
  ]);
});
