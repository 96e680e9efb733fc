import { expect, it } from 'vitest';
import { gitWorld } from '../testing/git-world.ts';
import { gitDeleteBranch } from './git-delete-branch.ts';

it('plans the exact commands', () => {
  const options = { name: 'release', at: 'abc' };
  expect(gitDeleteBranch.plan?.(options).at(-1)).toBe(
    'git push --no-follow-tags --force-with-lease=refs/heads/release:abc -- origin :refs/heads/release',
  );
  expect(gitDeleteBranch.planUndo?.(options, { outputs: { commit: 'abc' } })).toEqual([
    'git push --no-follow-tags --force-with-lease=refs/heads/release: -- origin abc:refs/heads/release',
  ]);
});

it('passes when the branch is gone already, and has nothing to bring back', async () => {
  const { commits, snapshot, context } = gitWorld();
  const before = await snapshot();
  const gone = (commit: string | null) => ({
    type: 'passed',
    outputs: { name: 'b', commit },
    note: 'was already gone',
  });
  expect(await gitDeleteBranch.start({ name: 'b', at: commits.first }, context)).toEqual(gone(commits.first));
  expect(await gitDeleteBranch.start({ name: 'b' }, context)).toEqual(gone(null));
  const note = 'was never there';
  const undone = await gitDeleteBranch.undo?.({ name: 'b' }, { outputs: { name: 'b', commit: null } }, context);
  expect(undone).toEqual({ type: 'passed', outputs: {}, note });
  expect(await snapshot()).toEqual(before);
});

it('deletes nothing when the branch is elsewhere', async () => {
  const { commits, inRemote, snapshot, context } = gitWorld();
  inRemote('branch', 'b', commits.third);
  const before = await snapshot();
  expect(await gitDeleteBranch.start({ name: 'b', at: commits.first }, context)).toEqual({
    type: 'failed',
    failure: {
      reason: 'conflict',
      message: `branch "b" on "origin" is at ${commits.third}, expected ${commits.first}`,
      hint: 'Look at what was pushed since; nothing was deleted.',
    },
  });
  expect(await snapshot()).toEqual(before);
});

it('can bring back a branch whose commits were never in this clone', async () => {
  const { inRemote, context } = gitWorld();
  const commit = inRemote('commit-tree', '-p', 'main', '-m', 'elsewhere', 'main^{tree}');
  inRemote('branch', 'b', commit);
  const outputs = { name: 'b', commit };
  expect(await gitDeleteBranch.start({ name: 'b' }, context)).toEqual({ type: 'passed', outputs });
  expect(inRemote('branch', '--list', 'b')).toBe('');
  expect(await gitDeleteBranch.probe?.({ name: 'b' }, context)).toMatchObject({ type: 'done', outputs });
  expect(await gitDeleteBranch.undo?.({ name: 'b' }, { outputs }, context)).toMatchObject({ type: 'passed' });
  expect(inRemote('rev-parse', 'b')).toBe(commit);
});

it('does not overwrite a branch that someone made anew', async () => {
  const { commits, inRemote, context } = gitWorld();
  inRemote('branch', 'b', commits.third);
  const message = `someone made branch "b" on "origin" anew at ${commits.third}, expected none or ${commits.first}`;
  const undone = await gitDeleteBranch.undo?.(
    { name: 'b' },
    { outputs: { name: 'b', commit: commits.first } },
    context,
  );
  expect(undone).toMatchObject({ type: 'failed', failure: { reason: 'undo', message } });
});
