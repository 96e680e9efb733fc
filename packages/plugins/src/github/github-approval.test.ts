import { expect, it } from 'vitest';
import { type GithubWorld, githubWorld, repo } from '../testing/github-world.ts';
import { githubApproval } from './github-approval.ts';
import type { ReviewSeed } from './stand-in/github-seed.ts';

const pull = { head: 'release', base: 'stable', title: 'Release 1', author: 'robb' };

async function worldWith(...reviews: readonly ReviewSeed[]): Promise<GithubWorld> {
  return githubWorld({ seed: () => ({ pull_requests: [pull], reviews }) });
}

async function approve(world: GithubWorld, more = {}) {
  return githubApproval.start({ repo, pull_request: 1, ...more }, world.context);
}

const pending = (text: string) => ({ type: 'pending', progress: { text: expect.stringContaining(text) } });

it('passes with enough approvals of the head, and keeps who gave them', async () => {
  const world = await worldWith({ login: 'ada' }, { login: 'Axel' });
  const commit = world.git.commits.third;
  expect(await approve(world, { count: 2, by: ['ada', '@axel'], head: commit })).toMatchObject({
    type: 'passed',
    outputs: { approved_by: ['ada', 'Axel'], commit, url: 'https://github.com/acme/rocket/pull/1' },
    evidence: ['ada', 'Axel'].map((by) => ({ type: 'approval', by, isGiven: true, label: 'approved on GitHub' })),
  });
});

it('waits for the second one, and for the right person', async () => {
  const world = await worldWith({ login: 'ada' }, { login: 'ada' });
  expect(await approve(world, { count: 2 })).toMatchObject(pending('1 of 2 approvals at'));
  expect(await approve(world, { by: ['axel'] })).toMatchObject(pending('0 of 1 approvals at'));
});

it('does not count an approval of an older commit', async () => {
  const world = await worldWith({ login: 'ada', commit: 'release~1' });
  expect(await approve(world)).toMatchObject(pending('0 of 1 approvals'));
  expect(await approve(world)).toMatchObject(pending('; "ada" approved an older commit'));
});

it('does not count strangers, the author, comments and dismissed approvals', async () => {
  const stranger = { login: 'mallory', association: 'NONE' };
  const dismissed = { login: 'axel', state: 'DISMISSED' };
  const world = await worldWith(stranger, { login: 'Robb' }, { login: 'ada', state: 'COMMENTED' }, dismissed);
  expect(await approve(world)).toMatchObject(pending('0 of 1 approvals'));
});

it('fails when changes are requested, until the same person approves', async () => {
  const refusal = { login: 'ada', state: 'CHANGES_REQUESTED' };
  const world = await worldWith(refusal, { login: 'axel' }, { login: 'ada', after: 1 });
  expect(await approve(world)).toMatchObject({
    type: 'failed',
    failure: { reason: 'rejected', message: '"ada" asked for changes of pull request 1, expected an approval' },
    evidence: [{ type: 'approval', by: 'ada', isGiven: false, label: 'changes requested on GitHub' }],
  });
  expect(await approve(world)).toMatchObject({ type: 'passed' });
});

it('fails when the head is not the one that was qualified', async () => {
  const world = await worldWith({ login: 'ada' });
  const { second, third } = world.git.commits;
  const message = `the head of pull request 1 is ${third}, expected ${second}`;
  expect(await approve(world, { head: second })).toMatchObject({
    type: 'failed',
    failure: { reason: 'conflict', message },
  });
});

it('fails when the pull request is closed or not there', async () => {
  const world = await worldWith();
  Object.assign(world.repository.pulls[0] ?? {}, { state: 'closed' });
  const message = 'pull request 1 is closed with 0 of 1 approvals, expected it to be open';
  expect(await approve(world)).toMatchObject({ type: 'failed', failure: { message } });
  expect(await approve(world, { pull_request: 7 })).toMatchObject({ type: 'failed', failure: { reason: 'not-found' } });
});

it('refuses a count that nobody can reach', async () => {
  const world = await worldWith();
  const options = { repo, pull_request: 1, count: 2, by: ['ada', '@Ada'] };
  const fault = {
    message: '"count" wants 2 of 1, expected no more than can approve',
    hint: 'Name more logins in "by" or lower "count".',
  };
  expect(await githubApproval.preflight?.(options, world.context)).toContainEqual(fault);
  expect(await githubApproval.start(options, world.context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'options', ...fault },
  });
});

it('does not count who started the run or carried it on, and holds to what they refuse', async () => {
  const world = await worldWith({ login: 'Ada' }, { login: 'axel', after: 1 });
  const operators = [{ name: 'Ada', github: '@ada' }];
  const context = { ...world.context, run: { ...world.context.run, operators } };
  const options = { repo, pull_request: 1, not_starter: true };
  expect(await githubApproval.start(options, context)).toMatchObject(pending('0 of 1 approvals'));
  expect(await githubApproval.start(options, context)).toMatchObject({ outputs: { approved_by: ['axel'] } });
  const refused = await worldWith({ login: 'ada', state: 'CHANGES_REQUESTED' }, { login: 'axel' });
  const theirs = { ...refused.context, run: { ...refused.context.run, operators } };
  expect(await githubApproval.start(options, theirs)).toMatchObject({ failure: { reason: 'rejected' } });
});

it('cannot tell whose approval it is when nobody knows the login of who may not give it', async () => {
  const world = await worldWith({ login: 'ada' });
  const context = { ...world.context, run: { ...world.context.run, operators: [{ name: 'Robb' }] } };
  const options = { repo, pull_request: 1, not_starter: true };
  const lack = {
    message: 'nobody knows the GitHub login of Robb, who may not approve, expected a contact with "github"',
    hint: 'Add that person to "contacts", with the login under "github".',
  };
  expect(await githubApproval.preflight?.(options, context)).toEqual([lack]);
  expect(await githubApproval.start(options, context)).toMatchObject({
    type: 'inconclusive',
    failure: { reason: 'cannot-tell', ...lack },
  });
});
