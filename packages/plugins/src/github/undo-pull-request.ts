import { type Done, isJsonObject, type Json, ok, type StepResult } from '@checklist/engine/plugin';
import { toStepResult } from '../finding/conclude-failure.ts';
import { troubleWhileActing, troubleWhileLooking } from './finding.ts';
import type { GithubClient } from './github-client.ts';
import type { GithubResult } from './github-trouble.ts';
import type { PullRequest, PullRequestText } from './pull-request-calls.ts';
import { isSameText } from './same-text.ts';

/** What the step was asked for. */
interface Wanted extends PullRequestText {
  readonly head: string;
  readonly base: string;
}

/** The text that a pull request had when it was open already; a new one has none. */
export function readTextBefore(before: Json | undefined): PullRequestText | undefined {
  if (!isJsonObject(before) || typeof before.title !== 'string' || typeof before.body !== 'string') return undefined;
  return { title: before.title, body: before.body };
}

/** Closes what the step opened, or gives an open one its text back; where people have gone on with it, nothing is touched. */
export async function undoPullRequest(wanted: Wanted, done: Done, github: GithubClient): Promise<StepResult> {
  const found = await find(wanted, done, github);
  if (!found.ok) return toStepResult(troubleWhileLooking(found.error));
  const pull = found.value;
  if (pull === undefined) return { type: 'passed', outputs: {}, note: 'none is open' };
  const before = readTextBefore(done.before);
  if (before === undefined ? !pull.isOpen && !pull.isMerged : isTextOf(pull, before))
    return { type: 'passed', outputs: {}, note: before === undefined ? 'was already closed' : 'has its old text' };
  const moved = await findMove(pull, wanted, done, github);
  if (!moved.ok) return toStepResult(troubleWhileLooking(moved.error));
  if (moved.value !== undefined) {
    const hint = 'Decide by hand what becomes of it; nothing was changed.';
    return toStepResult({ reason: 'undo', message: moved.value, hint });
  }
  const changed = await github.changePullRequest(pull.number, before ?? { state: 'closed' });
  return changed.ok ? { type: 'passed', outputs: {} } : toStepResult(troubleWhileActing(changed.error));
}

async function find(
  { head, base }: Wanted,
  { outputs }: Done,
  github: GithubClient,
): GithubResult<PullRequest | undefined> {
  return typeof outputs.number === 'number' ? github.pullRequest(outputs.number) : github.findPullRequest(head, base);
}

/** How people have gone on with it since, with both values. */
async function findMove(
  pull: PullRequest,
  wanted: Wanted,
  { outputs, before }: Done,
  github: GithubClient,
): GithubResult<string | undefined> {
  const name = `pull request ${pull.number}`;
  if (pull.isMerged) return ok(`${name} is merged, expected it to be open`);
  if (!pull.isOpen) return ok(`${name} is closed, expected it to be open`);
  if (!isSameText(pull.title, wanted.title))
    return ok(`${name} has the title ${JSON.stringify(pull.title)}, expected ${JSON.stringify(wanted.title)}`);
  if (!isSameText(pull.body, wanted.body))
    return ok(`${name} has the description ${short(pull.body)}, expected ${short(wanted.body)}`);
  if (typeof outputs.commit === 'string' && outputs.commit !== pull.commit)
    return ok(`someone pushed to "${wanted.head}" of ${name}: it is at ${pull.commit}, expected ${outputs.commit}`);
  if (readTextBefore(before) !== undefined) return ok(undefined);
  const comments = await github.comments(pull.number);
  if (!comments.ok) return comments;
  const [first, ...others] = comments.value.filter(({ isBot }) => !isBot);
  if (first === undefined) return ok(undefined);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return ok(`${name} has a comment of "${first.login}"${more}, expected none: ${first.url}`);
}

function isTextOf(pull: PullRequest, { title, body }: PullRequestText): boolean {
  return isSameText(pull.title, title) && isSameText(pull.body, body);
}

function short(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text);
}
