import {
  defineStepType,
  isJsonObject,
  type Json,
  ok,
  type ProbeResult,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { toStepResult } from '../finding/conclude-failure.ts';
import { quoteText } from '../shell/quote-command.ts';
import { checkGithub } from './check-github.ts';
import type { Comment } from './comment-calls.ts';
import { troubleWhileActing, troubleWhileLooking } from './finding.ts';
import type { GithubClient } from './github-client.ts';
import { durationOption, loginOption, numberOption, plainLogin, repoOption } from './github-options.ts';
import type { GithubResult } from './github-trouble.ts';
import { githubCredentials, openGithub } from './open-github.ts';
import { type AskedFinding, askText, markOf, readSignOff, type SignOffFinding } from './sign-off-text.ts';
import { lookLater, readWaiting, type Waiting, waitDespite } from './waiting.ts';

const options = Type.Object(
  {
    repo: repoOption,
    issue: numberOption('Number of the issue or pull request on which the question is asked.'),
    login: loginOption('Login of the person whose answer counts.'),
    ask: Type.String({
      minLength: 1,
      description: 'What the person is asked to approve, in Markdown.',
      examples: ['Do you approve {{inputs.version}}?'],
    }),
    every: Type.Optional(durationOption('Time between two looks', '1m')),
    grace: Type.Optional(durationOption('Time for which GitHub may be silent', '10m')),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const githubIssueSignOff = defineStepType({
  type: 'github.issue_sign_off',
  summary: 'Asks a person in a comment, and takes the answer of that account as the sign-off',
  effect: 'reversible',
  isSignOff: true,
  // A question that is there is found by its mark and not asked again.
  repeatable: true,
  options,
  outputs: () => ({
    signed_by: Type.String({ description: 'Login of the person who approved.' }),
    answer: Type.String({ description: 'What they answered.' }),
    answered_at: Type.String({ description: 'When, in ISO 8601.' }),
    url: Type.String({ description: 'Link to the answer.' }),
  }),
  credentials: githubCredentials,
  preflight: async ({ repo, login, issue }, context) => {
    const lacks = await checkGithub(repo, context, { logins: login === undefined ? [] : [plainLogin(login)] });
    if (lacks.length > 0 || repo === undefined || issue === undefined) return lacks;
    const found = await openGithub({ repo }, context).issue(issue);
    return found.ok ? [] : [{ message: found.error.message, hint: found.error.hint }];
  },
  probe: async (options, context) => {
    const found = await look(options, context, openGithub(options, context));
    return found.ok ? probeOf(found.value) : { type: 'cannot-tell', failure: troubleWhileLooking(found.error) };
  },
  plan: ({ repo, issue, ask, login }) => [`comment on ${issue} of "${repo}":`, ...quoteText(askText(ask, login))],
  start: async (options, context) => {
    const now = context.now();
    const github = openGithub(options, context);
    const found = await look(options, context, github);
    if (!found.ok) return toStepResult(troubleWhileLooking(found.error));
    const seen = found.value;
    if (seen.type !== 'unasked') return decide(options, seen, { since: now, heardAt: now });
    const text = `${askText(options.ask, options.login)}\n\n${markOf(context)}`;
    const asked = await github.createComment(options.issue, text);
    if (!asked.ok) return toStepResult(troubleWhileActing(asked.error));
    const open = { type: 'open', question: asked.value, note: '' } as const;
    return decide(options, open, { since: now, heardAt: now });
  },
  check: async (written, options, context) => {
    const handle = readHandle(written, context.now());
    const found = await look(options, context, openGithub(options, context), handle.question);
    if (!found.ok) return waitDespite(found.error, options, { ...handle }, context);
    const waiting = { ...handle, heardAt: context.now() };
    return found.value.type === 'unasked' ? askGone(options) : decide(options, found.value, waiting);
  },
  planUndo: ({ repo, issue }) => [`delete the question on ${issue} of "${repo}"`],
  undo: async (options, { handle = null }, context) => withdraw(options, context, readHandle(handle, 0).question),
});

/** What the step keeps between two looks. */
type Handle = Waiting & { readonly question?: number };

function readHandle(handle: Json, now: number): Handle {
  const { question } = isJsonObject(handle) ? handle : {};
  return { ...readWaiting(handle, now), ...(typeof question === 'number' && { question }) };
}

/** Finds the question by its id, or else, as after a crash, by its mark and by who wrote it. */
async function look(
  { issue, ask, login }: Options,
  context: StepContext,
  github: GithubClient,
  question?: number,
): GithubResult<SignOffFinding> {
  const comments = await github.comments(issue);
  if (!comments.ok) return comments;
  const mark = markOf(context);
  const asked = { text: askText(ask, login), mark, login };
  if (question !== undefined) return ok(readSignOff(comments.value, { ...asked, isOurs: ({ id }) => id === question }));
  if (!comments.value.some(({ body }) => body.includes(mark))) return ok({ type: 'unasked' });
  const own = await github.ownLogin();
  if (!own.ok) return own;
  const isOwn = (comment: Comment) =>
    own.value === undefined ? comment.isBot : plainLogin(comment.login) === plainLogin(own.value);
  const isOurs = (comment: Comment) => comment.body.includes(mark) && isOwn(comment);
  return ok(readSignOff(comments.value, { ...asked, isOurs }));
}

/** Asked and not answered is for `start`, which takes up the question that is there. */
function probeOf(found: SignOffFinding): ProbeResult {
  if (found.type !== 'approved') return { type: 'absent' };
  return { type: 'done', outputs: outputsOf(found.answer), note: `was already approved: ${found.answer.url}` };
}

function decide(options: Options, found: AskedFinding, { since, heardAt }: Waiting): StepResult {
  const { login } = options;
  switch (found.type) {
    case 'approved':
      return { type: 'passed', outputs: outputsOf(found.answer), evidence: [toEvidence(found.answer, true)] };
    case 'rejected': {
      const message = `"${found.answer.login}" rejected it, expected an approval`;
      const hint = 'Settle it with that person; an answer that begins with "approve" counts when the step is retried.';
      const details = found.answer.body.split(/\r?\n/).slice(0, 20);
      const evidence = [toEvidence(found.answer, false)];
      return { type: 'failed', failure: { reason: 'rejected', message, hint, details }, evidence };
    }
    case 'changed': {
      const how = found.isSameText ? 'was edited after it was asked' : 'has another text';
      const message = `the question ${found.question.url} ${how}, expected the one of this step as it was asked`;
      return toStepResult({ reason: 'conflict', message, hint: 'Redo the step, which asks again.' });
    }
    case 'open': {
      const { url, id: question } = found.question;
      return lookLater(
        options,
        { since, heardAt, question },
        { text: `asked ${login}: ${url}${found.note}`, url, waitsFor: login },
      );
    }
  }
}

function askGone({ issue }: Options): StepResult {
  const message = `the question on ${issue} is gone, expected it with an answer`;
  return toStepResult({ reason: 'not-found', message, hint: 'Retry the step, which asks again.' });
}

async function withdraw(options: Options, context: StepContext, question?: number): Promise<StepResult> {
  const github = openGithub(options, context);
  const found = await look(options, context, github, question);
  if (!found.ok) return toStepResult(troubleWhileLooking(found.error));
  if (found.value.type === 'unasked') return { type: 'passed', outputs: {}, note: 'was already gone' };
  if (found.value.type === 'changed' && !found.value.isSameText) {
    const { body, url } = found.value.question;
    const asked = askText(options.ask, options.login);
    const message = `the question ${url} reads ${JSON.stringify(body)}, expected ${JSON.stringify(asked)}`;
    return toStepResult({
      reason: 'undo',
      message,
      hint: 'Delete it by hand if nobody needs it; nothing was changed.',
    });
  }
  const deleted = await github.deleteComment(found.value.question.id);
  return deleted.ok ? { type: 'passed', outputs: {} } : toStepResult(troubleWhileActing(deleted.error));
}

function outputsOf({ login, body, createdAt, url }: Comment) {
  return { signed_by: login, answer: body, answered_at: createdAt, url };
}

function toEvidence({ login, url }: Comment, isGiven: boolean) {
  return { type: 'approval', by: login, isGiven, label: 'answered on GitHub', url } as const;
}
