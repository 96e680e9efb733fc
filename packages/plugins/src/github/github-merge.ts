import { defineStepType, type Failure, ok, type StepResult } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { toStepResult } from '../finding/conclude-failure.ts';
import { alreadySo, conflict, type Finding } from '../finding/finding.ts';
import { checkGithub, describeForbiddenMethod } from './check-github.ts';
import { actIfAbsent, toProbe, troubleWhileLooking } from './finding.ts';
import type { GithubClient } from './github-client.ts';
import { commitOption, numberOption, repoOption } from './github-options.ts';
import type { GithubResult } from './github-trouble.ts';
import { githubCredentials, openGithub } from './open-github.ts';
import type { PullRequest } from './pull-request-calls.ts';
import { mergeMethods } from './repository-calls.ts';

const options = Type.Object(
  {
    repo: repoOption,
    pull_request: numberOption('Number of the pull request.'),
    method: Type.Optional(
      Type.Enum([...mergeMethods], { description: 'How to merge; `merge` when absent.', default: 'merge' }),
    ),
    head: commitOption('Commit at which the head must be; no other is merged.'),
    must_contain: Type.Optional(commitOption('Commit that must be part of the base afterwards.')),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const githubMerge = defineStepType({
  type: 'github.merge',
  summary: 'Merges a pull request at one exact head',
  effect: 'irreversible',
  options,
  outputs: () => ({
    commit: Type.String({ description: 'Full SHA of the commit that the merge made.' }),
    base: Type.String({ description: 'Branch into which it was merged.' }),
    url: Type.String({ description: 'Link to the pull request.' }),
  }),
  credentials: githubCredentials,
  preflight: async ({ repo, method = 'merge', must_contain }, context) => {
    const lacks = await checkGithub(repo, context, { writes: true, method });
    const fault = findFault({ method, must_contain });
    return fault === undefined ? lacks : [...lacks, fault];
  },
  probe: async (options, context) => toProbe(await look(options, openGithub(options, context))),
  plan: ({ repo, pull_request, method = 'merge', head, must_contain }) => [
    `merge pull request ${pull_request} of "${repo}" by "${method}", only if its head is ${head}`,
    ...(must_contain === undefined ? [] : [`commit ${must_contain} must be part of the base afterwards`]),
  ],
  start: async (options, context) => {
    const github = openGithub(options, context);
    return actIfAbsent(await look(options, github), (pull) => merge(options, pull, github));
  },
});

/** Only a merge commit keeps the commits as they are. */
function findFault({ method = 'merge', must_contain }: { method?: string; must_contain?: string | undefined }) {
  if (must_contain === undefined || method === 'merge') return undefined;
  const message = `"${method}" makes new commits, so that ${must_contain} is not part of the base afterwards, expected "merge"`;
  return { message, hint: 'Set "method" to "merge", or take "must_contain" away.' };
}

async function look(options: Options, github: GithubClient): GithubResult<Finding<PullRequest>> {
  const found = await github.pullRequest(options.pull_request);
  if (!found.ok) return found;
  const pull = found.value;
  const name = `pull request ${pull.number}`;
  if (pull.commit !== options.head) {
    const message = `the head of ${name} is ${pull.commit}, expected ${options.head}`;
    return ok(conflict(message, 'Only what was qualified is merged: find out who pushed, and qualify again.'));
  }
  if (pull.isMerged) return lookBack(options, pull, github);
  if (!pull.isOpen) return ok(conflict(`${name} is closed, expected it to be open`, 'Open it again.'));
  if (pull.isDraft) return ok(conflict(`${name} is a draft, expected it to be ready`, 'Mark it as ready for review.'));
  if (pull.isMergeable === false) {
    const hint = 'Resolve the conflicts, which makes a new head, and qualify that.';
    return ok(conflict(`${name} has conflicts with "${pull.base}", expected none`, hint));
  }
  return lookAhead(options, pull, github);
}

/** It is merged: the same, if the commit that must stay is there. */
async function lookBack(
  { must_contain }: Options,
  pull: PullRequest,
  github: GithubClient,
): GithubResult<Finding<never>> {
  const outputs = outputsOf(pull, pull.mergeCommit ?? '');
  const isThere = must_contain === undefined ? ok(true) : await github.isPartOf(must_contain, pull.base);
  if (!isThere.ok) return isThere;
  if (isThere.value) return ok(alreadySo(outputs, `was already merged as ${outputs.commit}`));
  return ok(lost(pull, must_contain));
}

/** What would lose the commit is told before anything is merged. */
async function lookAhead(
  options: Options,
  pull: PullRequest,
  github: GithubClient,
): GithubResult<Finding<PullRequest>> {
  const { repo, method = 'merge', must_contain, head } = options;
  const fault = findFault({ method, must_contain });
  if (fault !== undefined) return ok({ type: 'conflict', failure: { reason: 'options', ...fault } });
  const settings = await github.repository();
  if (!settings.ok) return settings;
  if (settings.value.allows[method] === false) {
    const { message, hint } = describeForbiddenMethod(repo, settings.value, method);
    return ok(conflict(message, hint));
  }
  const rules = await github.branchRules(pull.base);
  if (!rules.ok) return rules;
  if (method === 'merge' && rules.value?.includes('required_linear_history')) {
    const message = `branch "${pull.base}" demands a linear history, expected that it takes a merge commit`;
    return ok(conflict(message, 'Change the rule of that branch, or ask who decides on it.'));
  }
  const isInHead = must_contain === undefined ? ok(true) : await github.isPartOf(must_contain, head);
  if (!isInHead.ok) return isInHead;
  if (isInHead.value) return ok({ type: 'absent', facts: pull });
  const message = `the head ${head} does not contain commit ${must_contain}, expected that it does`;
  return ok(conflict(message, 'Find out how the branch lost it, and qualify again.'));
}

async function merge(
  { head, method = 'merge', must_contain }: Options,
  pull: PullRequest,
  github: GithubClient,
): GithubResult<StepResult> {
  const merged = await github.mergePullRequest(pull.number, head, method);
  if (!merged.ok) return merged;
  const evidence = [{ type: 'link', label: `pull request ${pull.number}`, url: pull.url } as const];
  const isThere = must_contain === undefined ? ok(true) : await github.isPartOf(must_contain, pull.base);
  if (!isThere.ok) return ok(toStepResult(troubleWhileLooking(isThere.error)));
  if (!isThere.value) return ok({ type: 'failed', failure: lost(pull, must_contain).failure, evidence });
  return ok({ type: 'passed', outputs: outputsOf(pull, merged.value), evidence });
}

function lost({ number, base }: PullRequest, commit: string | undefined): { type: 'conflict'; failure: Failure } {
  const message = `pull request ${number} is merged, but commit ${commit} is not part of "${base}", expected that it is`;
  const hint = 'It was squashed or rebased: merge the commit itself into the branch.';
  return { type: 'conflict', failure: { reason: 'conflict', message, hint } };
}

function outputsOf({ base, url }: PullRequest, commit: string) {
  return { commit, base, url };
}
