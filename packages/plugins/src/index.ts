import type { StepType } from '@checklist/engine/plugin';
import { asanaComment } from './asana/asana-comment.ts';
import { asanaComplete } from './asana/asana-complete.ts';
import { asanaNoOpenTasks } from './asana/asana-no-open-tasks.ts';
import { checkpointFiles } from './checkpoint/checkpoint-files.ts';
import { discordPost } from './discord/discord-post.ts';
import { discordSignOff } from './discord/discord-sign-off.ts';
import { fileWrite } from './file/file-write.ts';
import { gitBranch } from './git/git-branch.ts';
import { gitClean } from './git/git-clean.ts';
import { gitCommitFile } from './git/git-commit-file.ts';
import { gitCommitsSince } from './git/git-commits-since.ts';
import { gitDeleteBranch } from './git/git-delete-branch.ts';
import { gitPushTag } from './git/git-push-tag.ts';
import { gitReachable } from './git/git-reachable.ts';
import { gitTag } from './git/git-tag.ts';
import { githubApproval } from './github/github-approval.ts';
import { githubChecks } from './github/github-checks.ts';
import { githubIssueSignOff } from './github/github-issue-sign-off.ts';
import { githubMerge } from './github/github-merge.ts';
import { githubPullRequest } from './github/github-pull-request.ts';
import { githubRelease } from './github/github-release.ts';
import { manual } from './manual/manual.ts';
import { shell } from './shell/shell.ts';
import { wait } from './wait/wait.ts';
import { wandbRun } from './wandb/wandb-run.ts';

export { resolveCommit } from './git/resolve-commit.ts';
export { quoteCommand } from './shell/quote-command.ts';

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
  githubChecks,
  githubPullRequest,
  githubApproval,
  githubMerge,
  githubRelease,
  githubIssueSignOff,
  wandbRun,
  checkpointFiles,
  asanaNoOpenTasks,
  asanaComment,
  asanaComplete,
  discordPost,
  discordSignOff,
];
