import { defineStepType, fail, type Json, ok, type StepContext, type StepResult } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { toStepResult } from '../finding/conclude-failure.ts';
import { checkGithub } from './check-github.ts';
import { troubleWhileLooking } from './finding.ts';
import { commitOption, durationOption, loginOption, numberOption, plainLogin, repoOption } from './github-options.ts';
import type { GithubResult } from './github-trouble.ts';
import { judgeReviews, type ReviewJudgement } from './judge-reviews.ts';
import { githubCredentials, openGithub } from './open-github.ts';
import type { PullRequest, Review } from './pull-request-calls.ts';
import { lookLater, readWaiting, type Waiting, waitDespite } from './waiting.ts';

const options = Type.Object(
  {
    repo: repoOption,
    pull_request: numberOption('Number of the pull request.'),
    count: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many must approve; 1 when absent.', default: 1 }),
    ),
    by: Type.Optional(
      Type.Array(loginOption('Login of somebody whose approval counts.'), {
        minItems: 1,
        uniqueItems: true,
        description: 'Logins of those whose approval counts; whoever may write the repository when absent.',
        examples: [['octocat']],
      }),
    ),
    not_starter: Type.Optional(
      Type.Boolean({ description: 'Whoever started the run or carried it on may not be among those who approve.' }),
    ),
    head: Type.Optional(commitOption('Commit at which the head must be.')),
    every: Type.Optional(durationOption('Time between two looks', '1m')),
    grace: Type.Optional(durationOption('Time for which GitHub may be silent', '10m')),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const githubApproval = defineStepType({
  type: 'github.approval',
  summary: 'Waits until a pull request is approved at its current head',
  effect: 'reads',
  isSignOff: true,
  options,
  outputs: () => ({
    approved_by: Type.Array(Type.String(), { description: 'Logins of those who approved.' }),
    commit: Type.String({ description: 'Full SHA of the head that they approved.' }),
    url: Type.String({ description: 'Link to the pull request.' }),
  }),
  credentials: githubCredentials,
  preflight: async (options, context) => {
    const lacks = await checkGithub(options.repo, context, { logins: (options.by ?? []).map(plainLogin) });
    const faults = [findFault(options), findStranger(options, context)];
    return [...lacks, ...faults.filter((fault) => fault !== undefined)];
  },
  plan: ({ repo, pull_request, count = 1, by, head, not_starter }) => [
    `wait until ${count} of ${by?.join(', ') ?? `those who may write "${repo}"`} approve pull request ${pull_request} of "${repo}"`,
    ...(not_starter === true ? ['nobody who started the run or carries it on counts'] : []),
    ...(head === undefined ? [] : [`its head must be ${head}`]),
  ],
  start: async (options, context) => {
    const fault = findFault(options);
    if (fault !== undefined) return toStepResult({ reason: 'options', ...fault });
    const stranger = findStranger(options, context);
    if (stranger !== undefined) return toStepResult({ reason: 'cannot-tell', ...stranger });
    const now = context.now();
    const seen = await look(options, context);
    if (!seen.ok) return toStepResult(troubleWhileLooking(seen.error));
    return decide(options, seen.value, { since: now, heardAt: now });
  },
  check: async (written: Json, options, context: StepContext) => {
    const handle = readWaiting(written, context.now());
    const stranger = findStranger(options, context);
    if (stranger !== undefined) return toStepResult({ reason: 'cannot-tell', ...stranger });
    const seen = await look(options, context);
    if (!seen.ok) return waitDespite(seen.error, options, { ...handle }, context);
    return decide(options, seen.value, { ...handle, heardAt: context.now() });
  },
});

function findFault({ by, count = 1 }: Partial<Pick<Options, 'by' | 'count'>>) {
  const people = new Set(by?.map(plainLogin)).size;
  if (by === undefined || count <= people) return undefined;
  const message = `"count" wants ${count} of ${people}, expected no more than can approve`;
  return { message, hint: 'Name more logins in "by" or lower "count".' };
}

/** Somebody who may not approve and whose login nobody knows: then nobody can tell whose approval it is. */
function findStranger({ not_starter }: Partial<Pick<Options, 'not_starter'>>, { run }: Pick<StepContext, 'run'>) {
  const stranger = not_starter === true ? run.operators.find(({ github }) => github === undefined) : undefined;
  if (stranger === undefined) return undefined;
  const message = `nobody knows the GitHub login of ${stranger.name}, who may not approve, expected a contact with "github"`;
  return { message, hint: 'Add that person to "contacts", with the login under "github".' };
}

interface Seen {
  readonly pull: PullRequest;
  readonly judged: ReviewJudgement;
}

async function look(options: Options, context: StepContext): GithubResult<Seen> {
  const { pull_request, by, not_starter } = options;
  const github = openGithub(options, context);
  const pull = await github.pullRequest(pull_request);
  if (!pull.ok) return pull;
  const reviews = await github.reviews(pull_request);
  if (!reviews.ok) return fail(reviews.error);
  const not = not_starter === true ? context.run.operators.flatMap(({ github: login }) => login ?? []) : [];
  const wanted = by === undefined ? { not } : { by, not };
  return ok({ pull: pull.value, judged: judgeReviews(reviews.value, pull.value, wanted) });
}

function decide(options: Options, { pull, judged }: Seen, handle: Waiting): StepResult {
  const { count = 1, head } = options;
  const { approvals, refusals, outdated } = judged;
  const name = `pull request ${pull.number}`;
  if (head !== undefined && pull.commit !== head) {
    const message = `the head of ${name} is ${pull.commit}, expected ${head}`;
    return toStepResult({ reason: 'conflict', message, hint: 'Find out who pushed to the branch, and qualify again.' });
  }
  if (refusals.length > 0) {
    const message = `${logins(refusals)} asked for changes of ${name}, expected an approval`;
    const hint = 'Settle it with the reviewer, then retry the step.';
    return { type: 'failed', failure: { reason: 'rejected', message, hint }, evidence: refusals.map(toEvidence) };
  }
  if (approvals.length >= count) {
    const approved_by = approvals.map(({ login }) => login);
    const outputs = { approved_by, commit: pull.commit, url: pull.url };
    return { type: 'passed', outputs, evidence: approvals.map(toEvidence) };
  }
  if (!pull.isOpen) {
    const message = `${name} is ${pull.isMerged ? 'merged' : 'closed'} with ${approvals.length} of ${count} approvals, expected it to be open`;
    return toStepResult({ reason: 'conflict', message, hint: 'Open it again, or take another pull request.' });
  }
  const old = outdated.length === 0 ? '' : `; ${logins(outdated)} approved an older commit`;
  const text = `${approvals.length} of ${count} approvals at ${pull.commit.slice(0, 10)}${old}: ${pull.url}`;
  const waitsFor = options.by === undefined ? 'a review on GitHub' : options.by.join(' or ');
  return lookLater(options, { ...handle }, { text, fraction: approvals.length / count, url: pull.url, waitsFor });
}

function logins(reviews: readonly Review[]): string {
  return reviews.map(({ login }) => `"${login}"`).join(', ');
}

function toEvidence({ login, state, url }: Review) {
  const label = `${state.toLowerCase().replaceAll('_', ' ')} on GitHub`;
  return { type: 'approval', by: login, isGiven: state === 'APPROVED', label, url } as const;
}
