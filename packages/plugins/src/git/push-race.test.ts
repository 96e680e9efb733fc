import type { StepContext } from '@checklist/engine/plugin';
import { expect, it } from 'vitest';
import { type GitWorld, gitWorld } from '../testing/git-world.ts';
import { gitBranch } from './git-branch.ts';
import { gitCommitFile } from './git-commit-file.ts';
import { gitDeleteBranch } from './git-delete-branch.ts';

/** Somebody else is faster: the remote changes after the look and right before the push. */
function overtaken({ context }: GitWorld, overtake: () => void): StepContext {
  return {
    ...context,
    spawn: (request) => {
      if (request.command[1] === 'push') overtake();
      return context.spawn(request);
    },
  };
}

const failed = {
  type: 'failed',
  failure: { reason: 'exit-code', message: 'git push ended with exit code 1, expected 0' },
};

it('does not move a branch that somebody else made just now', async () => {
  const world = gitWorld();
  const context = overtaken(world, () => world.inRemote('branch', 'b', world.commits.first));
  const options = { name: 'b', at: world.commits.second, push: 'origin' };
  expect(await gitBranch.start(options, context)).toMatchObject(failed);
  expect(world.inRemote('rev-parse', 'b')).toBe(world.commits.first);
});

it('does not delete or commit upon what somebody else pushed just now', async () => {
  const world = gitWorld();
  const { commits, inRemote } = world;
  inRemote('branch', 'b', commits.second);
  const file = { branch: 'b', parent: commits.second, path: 'x', content: 'x', message: 'x', push: 'origin' };
  const context = overtaken(world, () => inRemote('update-ref', 'refs/heads/b', commits.third));
  expect(await gitDeleteBranch.start({ name: 'b', at: commits.second }, context)).toMatchObject(failed);
  expect(inRemote('rev-parse', 'b')).toBe(commits.third);
  inRemote('update-ref', 'refs/heads/b', commits.second);
  expect(await gitCommitFile.start(file, context)).toMatchObject(failed);
  expect(inRemote('rev-parse', 'b')).toBe(commits.third);
});
