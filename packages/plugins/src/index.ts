import type { StepType } from '@checklist/engine/plugin';
import { fileWrite } from './file/file-write.ts';
import { gitBranch } from './git/git-branch.ts';
import { gitClean } from './git/git-clean.ts';
import { gitCommitFile } from './git/git-commit-file.ts';
import { gitCommitsSince } from './git/git-commits-since.ts';
import { gitDeleteBranch } from './git/git-delete-branch.ts';
import { gitPushTag } from './git/git-push-tag.ts';
import { gitReachable } from './git/git-reachable.ts';
import { gitTag } from './git/git-tag.ts';
import { manual } from './manual/manual.ts';
import { shell } from './shell/shell.ts';
import { wait } from './wait/wait.ts';

export { resolveCommit } from './git/resolve-commit.ts';

/** Every step type that comes with the tool. */
export const builtinStepTypes: readonly StepType[] = [
  shell,
  manual,
  wait,
  fileWrite,
  gitClean,
  gitBranch,
  gitCommitsSince,
  gitCommitFile,
  gitTag,
  gitPushTag,
  gitReachable,
  gitDeleteBranch,
];
