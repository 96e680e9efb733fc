import { expect, it } from 'vitest';
import { gitWorld } from '../testing/git-world.ts';
import { gitBranch } from './git-branch.ts';

it('plans the exact commands', () => {
  expect(gitBranch.plan?.({ name: 'release/1', at: 'abc', push: 'origin', checkout: true })).toEqual([
    'git branch --no-track -- release/1 abc',
    'git push --no-follow-tags --force-with-lease=refs/heads/release/1: -- origin abc:refs/heads/release/1',
    'git checkout --quiet release/1 --',
  ]);
  expect(
    gitBranch.planUndo?.({ name: 'b', at: 'main', push: 'origin', checkout: true }, { outputs: { commit: 'abc' } }),
  ).toEqual([
    'git checkout --quiet - --',
    'git push --no-follow-tags --force-with-lease=refs/heads/b:abc -- origin :refs/heads/b',
    'git branch --delete --force -- b',
  ]);
});

it('is already so, at the same commit', async () => {
  const { git, commits, context } = gitWorld();
  git('branch', 'b', commits.first);
  git('push', '-q', 'origin', 'b');
  const outputs = { name: 'b', commit: commits.first };
  const note = `was already so at ${commits.first}`;
  const options = { name: 'b', at: 'main~2', push: 'origin' };
  expect(await gitBranch.probe?.(options, context)).toEqual({ type: 'done', outputs, note });
  expect(await gitBranch.start(options, context)).toEqual({ type: 'passed', outputs, note });
});

it('goes on where it was cut off between branch and push', async () => {
  const { git, inRemote, commits, context } = gitWorld();
  git('branch', 'b', commits.first);
  expect(await gitBranch.probe?.({ name: 'b', at: commits.first, push: 'origin' }, context)).toEqual({
    type: 'absent',
    before: { isHere: true, isOnRemote: false, isCheckedOut: false },
  });
  expect(await gitBranch.start({ name: 'b', at: commits.first, push: 'origin' }, context)).toMatchObject({
    type: 'passed',
  });
  expect(inRemote('rev-parse', 'refs/heads/b')).toBe(commits.first);
});

it('refuses to move a branch, here or on the remote, and names both commits', async () => {
  const { git, inRemote, commits, context } = gitWorld();
  git('branch', 'here', commits.second);
  inRemote('branch', 'there', commits.second);
  const [here, there] = [
    await gitBranch.start({ name: 'here', at: commits.first }, context),
    await gitBranch.start({ name: 'there', at: commits.first, push: 'origin' }, context),
  ];
  const hint = 'Choose another name, or delete that branch if nobody needs it.';
  const messages = [
    `branch "here" is at ${commits.second}, expected ${commits.first}`,
    `branch "there" on "origin" is at ${commits.second}, expected ${commits.first}`,
  ];
  expect(here).toEqual({ type: 'failed', failure: { reason: 'conflict', message: messages[0], hint } });
  expect(there).toEqual({ type: 'failed', failure: { reason: 'conflict', message: messages[1], hint } });
  expect(git('branch', '--list', 'there')).toBe('');
});

it('does not switch a work tree that is dirty', async () => {
  const { write, snapshot, commits, context } = gitWorld();
  write('untracked.txt', '');
  const before = await snapshot();
  expect(await gitBranch.start({ name: 'b', at: commits.first, checkout: true }, context)).toMatchObject({
    type: 'failed',
    failure: { reason: 'conflict', message: 'the work tree has 1 changed or untracked file, expected none' },
  });
  expect(await snapshot()).toEqual(before);
});

it('cannot tell when the remote does not answer', async () => {
  const { git, snapshot, commits, context } = gitWorld();
  git('remote', 'set-url', 'origin', '../nowhere.git');
  const before = await snapshot();
  const options = { name: 'b', at: commits.first, push: 'origin' };
  const failure = { reason: 'cannot-tell', message: 'remote "origin" could not be reached, expected an answer' };
  expect(await gitBranch.probe?.(options, context)).toMatchObject({ type: 'cannot-tell', failure });
  expect(await gitBranch.start(options, context)).toMatchObject({ type: 'inconclusive', failure });
  expect(await gitBranch.undo?.(options, { outputs: { commit: commits.first } }, context)).toMatchObject({
    type: 'inconclusive',
  });
  expect(await snapshot()).toEqual(before);
});

it('names a commit, a branch name and a remote that are not there', async () => {
  const { commits, context } = gitWorld();
  const failures = [
    { name: 'b', at: 'nowhere' },
    { name: 'a b', at: commits.first },
    { name: 'b', at: commits.first, push: 'upstream' },
  ].map(async (options) => {
    const result = await gitBranch.start(options, context);
    return result.type === 'failed' ? [result.failure.reason, result.failure.message] : result;
  });
  expect(await Promise.all(failures)).toEqual([
    ['not-found', 'revision "nowhere" was not found, expected a commit of this repository'],
    ['options', 'branch name "a b" is refused by git, expected one that "git check-ref-format" accepts'],
    ['options', 'remote "upstream" is not known, expected one of "origin"'],
  ]);
});

it('leaves a branch alone that someone moved since', async () => {
  const { git, inRemote, snapshot, commits, context } = gitWorld();
  const options = { name: 'b', at: commits.first, push: 'origin' };
  await gitBranch.start(options, context);
  inRemote('update-ref', 'refs/heads/b', commits.third);
  const before = await snapshot();
  expect(await gitBranch.undo?.(options, { outputs: { commit: commits.first } }, context)).toEqual({
    type: 'failed',
    failure: {
      reason: 'undo',
      message: `someone moved branch "b" on "origin" to ${commits.third}, expected ${commits.first}`,
      hint: 'Decide by hand what to keep; nothing was changed.',
    },
  });
  expect(await snapshot()).toEqual(before);
  expect(git('rev-parse', 'b')).toBe(commits.first);
});

it('pushes no tags along, whatever the configuration says', async () => {
  const { git, inRemote, commits, context } = gitWorld();
  git('config', 'push.followTags', 'true');
  git('tag', '-a', '-m', 'v1', 'v1', commits.first);
  await gitBranch.start({ name: 'b', at: commits.first, push: 'origin' }, context);
  expect(inRemote('tag')).toBe('');
});
