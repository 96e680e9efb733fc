import type { StepContext } from '@checklist/engine/plugin';
import type { Comment } from './comment-calls.ts';
import { plainLogin } from './github-options.ts';
import { isSameText } from './same-text.ts';

/** The question as it is posted, but for its mark. */
export function askText(ask: string, login: string): string {
  return `@${login.replace(/^@/, '')} ${ask.trim()}\n\nAnswer with a comment that begins with **approve** or **reject**.`;
}

/** A comment that GitHub does not show; by it the question of this round of this run at this commit is found again. */
export function markOf({ idempotencyKey, run }: Pick<StepContext, 'idempotencyKey' | 'run'>): string {
  const key = run.commit === undefined ? idempotencyKey : `${idempotencyKey}:${run.commit}`;
  return `<!-- checklist ${key.replaceAll(/[^\w.:/[\],-]/g, '_')} -->`;
}

/** Where a sign-off stands. */
export type SignOffFinding = { readonly type: 'unasked' } | AskedFinding;

/** The same, once the question is there. */
export type AskedFinding =
  | { readonly type: 'changed'; readonly question: Comment; readonly isSameText: boolean }
  | { readonly type: 'open'; readonly question: Comment; readonly note: string }
  | { readonly type: 'approved' | 'rejected'; readonly question: Comment; readonly answer: Comment };

/** What was asked, and how its comment is told from those of others. */
export interface Asked {
  readonly text: string;
  readonly mark: string;
  readonly login: string;
  /** Anybody can copy a question with its mark. */
  isOurs(comment: Comment): boolean;
}

/** Reads the answer of the person who was asked, and of nobody else, from the comments, oldest first. */
export function readSignOff(comments: readonly Comment[], { text, mark, login, isOurs }: Asked): SignOffFinding {
  const index = comments.findIndex(isOurs);
  const question = comments[index];
  if (question === undefined) return { type: 'unasked' };
  const isSame = isSameText(question.body.replace(mark, ''), text);
  // A comment that was made a question later stands before answers to something else.
  if (!isSame || question.isEdited) return { type: 'changed', question, isSameText: isSame };
  const theirs = comments.slice(index + 1).filter((comment) => plainLogin(comment.login) === plainLogin(login));
  // Whoever may write the repository can edit the comments of others.
  const answer = theirs.findLast((comment) => !comment.isEdited && verdictOf(comment) !== undefined);
  const verdict = answer === undefined ? undefined : verdictOf(answer);
  if (answer !== undefined && verdict !== undefined) return { type: verdict, question, answer };
  const edited = theirs.some((comment) => comment.isEdited && verdictOf(comment) !== undefined);
  const note = edited ? '; an edited answer does not count' : '';
  return { type: 'open', question, note };
}

function verdictOf({ body }: Comment): 'approved' | 'rejected' | undefined {
  const [, word] = /^[\s*_`]*(approved?|reject(?:ed)?)(?![\w?-])/i.exec(body) ?? [];
  if (word === undefined) return undefined;
  return word.toLowerCase().startsWith('approve') ? 'approved' : 'rejected';
}
