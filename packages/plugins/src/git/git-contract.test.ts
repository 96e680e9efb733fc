import { checkStepType } from '@checklist/engine/testing';
import { type GitWorld, gitWorld } from '../testing/git-world.ts';
import { gitBranch } from './git-branch.ts';
import { gitClean } from './git-clean.ts';
import { gitCommitFile } from './git-commit-file.ts';
import { gitCommitsSince } from './git-commits-since.ts';
import { gitDeleteBranch } from './git-delete-branch.ts';
import { gitPushTag } from './git-push-tag.ts';
import { gitReachable } from './git-reachable.ts';
import { gitTag } from './git-tag.ts';

function inWorld<O>(prepare: (world: GitWorld) => O) {
  return async () => {
    const world = gitWorld();
    return { ...world, options: prepare(world) };
  };
}

checkStepType(
  gitClean,
  inWorld(() => ({ ignore: ['out'] })),
);

checkStepType(
  gitBranch,
  inWorld(({ commits }) => ({ name: 'release/1', at: commits.second, push: 'origin', checkout: true })),
);

checkStepType(
  gitCommitsSince,
  inWorld(() => ({ since: 'main~2', until: 'main' })),
);

checkStepType(
  gitCommitFile,
  inWorld(({ commits, inRemote }) => {
    inRemote('branch', 'release', commits.second);
    const file = { path: 'notes/v1.md', content: '# Notes\n', message: 'Add notes' };
    return { branch: 'release', parent: commits.second, push: 'origin', ...file };
  }),
);

checkStepType(
  gitTag,
  inWorld(({ commits }) => ({ name: 'v1', at: commits.second, message: '# Release\n\nv1' })),
);

checkStepType(
  gitPushTag,
  inWorld(({ commits, git }) => {
    git('tag', '-a', '-m', 'v1', 'v1', commits.second);
    return { name: 'v1', at: commits.second, remote: 'origin' };
  }),
);

checkStepType(
  gitReachable,
  inWorld(({ commits }) => ({ commit: commits.first, branch: 'main', remote: 'origin' })),
);

checkStepType(
  gitDeleteBranch,
  inWorld(({ commits, inRemote }) => {
    inRemote('branch', 'release', commits.second);
    return { name: 'release', remote: 'origin', at: commits.second };
  }),
);
