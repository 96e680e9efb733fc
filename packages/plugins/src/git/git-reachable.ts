import { defineStepType, type Failure, ok, type StepResult } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { toStepResult } from '../finding/conclude-failure.ts';
import { quoteAll } from './carry-out.ts';
import { checkGit } from './check-git.ts';
import { troubleWhileLooking } from './finding.ts';
import { createGitClient, type GitClient } from './git-client.ts';
import type { GitResult } from './git-process.ts';
import { fetchCommand, keptRef } from './remote-reads.ts';

const options = Type.Object(
  {
    commit: Type.String({
      minLength: 1,
      description: 'Commit that must be part of the branch.',
      examples: ['{{run.commit}}'],
    }),
    branch: Type.String({ minLength: 1, description: 'Branch of the remote.', examples: ['stable'] }),
    remote: Type.Optional(
      Type.String({ minLength: 1, description: 'Remote; `origin` when absent.', default: 'origin' }),
    ),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const gitReachable = defineStepType({
  type: 'git.reachable',
  summary: 'Verifies that a commit is part of a branch of a remote',
  effect: 'local',
  // It only brings objects here.
  repeatable: true,
  options,
  outputs: () => ({
    commit: Type.String({ description: 'Full SHA of the commit.' }),
    tip: Type.String({ description: 'Full SHA of the newest commit of the branch.' }),
  }),
  preflight: ({ remote = 'origin' }, context) => checkGit(context, { reads: remote }),
  plan: ({ commit, branch, remote = 'origin' }) =>
    quoteAll([fetchCommand(remote, branch), ['git', 'merge-base', '--is-ancestor', commit, keptRef(remote, branch)]]),
  start: async (options, context) => {
    const verified = await verify(options, createGitClient(context.spawn));
    return verified.ok ? verified.value : toStepResult(troubleWhileLooking(verified.error));
  },
});

async function verify(options: Options, git: GitClient): GitResult<StepResult> {
  const { branch, remote = 'origin' } = options;
  const ref = await git.refOf('branch', branch);
  if (!ref.ok) return ref;
  const commit = await git.revParse(options.commit);
  if (!commit.ok) return commit;
  const there = await git.remoteRef(remote, ref.value);
  if (!there.ok) return there;
  if (there.value === undefined) {
    const message = `branch "${branch}" on "${remote}" does not exist, expected it to hold ${commit.value}`;
    return ok(toStepResult({ reason: 'not-found', message, hint: 'Check the name of the branch.' }));
  }
  const tip = await git.fetchBranch(remote, branch);
  if (!tip.ok) return tip;
  const isPart = await git.isAncestor(commit.value, tip.value);
  if (!isPart.ok) return isPart;
  if (isPart.value) return ok({ type: 'passed', outputs: { commit: commit.value, tip: tip.value } });
  const shallow = await git.isShallow();
  if (!shallow.ok) return shallow;
  return ok(toStepResult(judgeMissing(options, commit.value, tip.value, shallow.value)));
}

function judgeMissing(options: Options, commit: string, tip: string, isShallow: boolean): Failure {
  const where = `"${options.branch}" on "${options.remote ?? 'origin'}"`;
  if (isShallow) {
    const message = `this clone is shallow, expected the whole history of ${where} to look for ${commit} in`;
    return { reason: 'cannot-tell', message, hint: 'Run "git fetch --unshallow", then try again.' };
  }
  return {
    reason: 'expectation',
    message: `branch ${where} is at ${tip} without commit ${commit}, expected the commit to be part of it`,
    hint: 'A squash or rebase merge leaves the commit itself out: merge the commit with a merge commit or fast-forward.',
  };
}
