import { isJsonObject, type Result } from '@checklist/engine/plugin';

/** Why GitHub could not do or tell something. `no-answer` and `busy` leave open how the world is. */
export interface GithubTrouble {
  readonly type: 'no-answer' | 'busy' | 'token' | 'rights' | 'not-found' | 'refused';
  readonly status?: number;
  readonly message: string;
  readonly hint: string;
  readonly details?: readonly string[];
}

export type GithubResult<T> = Promise<Result<T, GithubTrouble>>;

/** No credential was given at all. */
export const missingToken: GithubTrouble = {
  type: 'token',
  message: 'neither GITHUB_TOKEN nor GH_TOKEN is set, expected a token of GitHub',
  hint: 'Set GITHUB_TOKEN to a token that may read and write the repository.',
};

/** Puts into words what a call came to; `what` completes "GitHub was asked to". */
export function describeTrouble(what: string, error: unknown): GithubTrouble {
  const { status, data, remaining } = answerOf(error);
  const base = { ...(status !== undefined && { status }), details: quoteAnswer(data) };
  const answered = `GitHub answered ${status} when asked to ${what}`;
  if (status === undefined) return { type: 'no-answer', ...base, ...describeSilence(what, error) };
  if (status === 429 || (status === 403 && (remaining === '0' || /rate limit/i.test(messageOf(data)))))
    return {
      type: 'busy',
      ...base,
      message: `${answered}, because its rate limit is used up, expected an answer`,
      hint: 'Wait until the limit is renewed, then retry the step.',
    };
  if (status >= 500)
    return { type: 'no-answer', ...base, message: `${answered}, expected an answer`, hint: 'Try again later.' };
  return { ...base, ...describeRefusal(status, what, answered) };
}

function describeRefusal(
  status: number,
  what: string,
  answered: string,
): Pick<GithubTrouble, 'type' | 'message' | 'hint'> {
  if (status === 401)
    return {
      type: 'token',
      message: `GitHub does not accept the token (401) when asked to ${what}, expected a valid one`,
      hint: 'Set GITHUB_TOKEN to a token that is neither expired nor revoked.',
    };
  if (status === 403)
    return {
      type: 'rights',
      message: `GitHub forbids the token (403) to ${what}, expected the right to do so`,
      hint: 'Give the token that right for this repository, or use the token of somebody who has it.',
    };
  if (status === 404 || status === 410)
    return {
      type: 'not-found',
      message: `GitHub found nothing (${status}) when asked to ${what}, expected it to exist`,
      hint: 'Check the name, and that the token may see it.',
    };
  return {
    type: 'refused',
    message: `${answered}, expected that it does so`,
    hint: 'Read what GitHub says, put it right, then retry the step.',
  };
}

/** The texts of the error are not repeated: nobody knows what they hold. */
function describeSilence(what: string, error: unknown): Pick<GithubTrouble, 'message' | 'hint'> {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const name = cause instanceof Error ? cause.name : '';
  const text = cause instanceof Error ? cause.message : '';
  const hint = 'Check the network and GITHUB_API_URL, then try again.';
  const asked = `when asked to ${what}`;
  if (name === 'TimeoutError')
    return { message: `GitHub did not answer in time ${asked}, expected an answer`, hint: 'Try again later.' };
  if (name === 'AbortError') return { message: `the question to ${what} was stopped, expected an answer`, hint };
  if (text === 'the answer is not JSON')
    return { message: `GitHub gave an answer that is not JSON ${asked}, expected JSON`, hint };
  if (text === 'terminated')
    return { message: `GitHub's answer was cut off ${asked}, expected all of it`, hint: 'Try again later.' };
  if (cause instanceof OddAnswer)
    return { message: `GitHub gave an answer ${text} ${asked}, expected its documented one`, hint };
  if (!isRequestError(error))
    return { message: `GitHub gave an answer in an unknown form ${asked}, expected its documented one`, hint };
  return { message: `GitHub could not be reached ${asked}, expected an answer`, hint };
}

/** An answer that is not as it is documented, or not to what was asked; the message completes "an answer". */
class OddAnswer extends Error {}

/** A field that the documentation promises. */
export function promised<T>(value: T | null | undefined, name: string): T {
  if (value === undefined || value === null) throw new OddAnswer(`without "${name}"`);
  return value;
}

/** A field that tells what the answer is about. */
export function demandSame<T>(found: T | null | undefined, wanted: T, name: string): void {
  if (promised(found, name) !== wanted)
    throw new OddAnswer(`about something else ("${name}" is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)})`);
}

/** A field whose words are documented; nobody knows what another one means. */
export function knownWord(found: string | null | undefined, known: readonly string[], name: string): string {
  const word = promised(found, name);
  if (!known.includes(word)) throw new OddAnswer(`with the unknown word ${JSON.stringify(word)} for "${name}"`);
  return word;
}

/** A list that says how long it is. */
export function demandWhole(found: number, total: number | undefined): void {
  if (found < promised(total, 'total_count')) throw new OddAnswer(`with ${found} of ${total} elements`);
}

/** Everything that goes wrong on the way, and not in the reading of an answer. */
function isRequestError(error: unknown): boolean {
  return error instanceof Error && error.name === 'HttpError';
}

function answerOf(error: unknown): { status?: number; data?: unknown; remaining?: unknown } {
  if (typeof error !== 'object' || error === null || !('response' in error)) return {};
  const { response } = error;
  if (!isJsonObject(response) || typeof response.status !== 'number') return {};
  const { status, data, headers } = response;
  return { status, data, remaining: isJsonObject(headers) ? headers['x-ratelimit-remaining'] : undefined };
}

function messageOf(data: unknown): string {
  return isJsonObject(data) && typeof data.message === 'string' ? data.message : '';
}

/** GitHub's own words, which tell more than a status. */
function quoteAnswer(data: unknown): string[] {
  const message = messageOf(data);
  if (message === '') return [];
  const errors = isJsonObject(data) && Array.isArray(data.errors) ? data.errors : [];
  const reasons = errors.map((error) => {
    if (!isJsonObject(error)) return String(error);
    if (typeof error.message === 'string') return error.message;
    return [error.field, error.code].filter((part) => typeof part === 'string').join(' ');
  });
  return [`GitHub says: ${message}`, ...reasons.filter((reason) => reason !== '')];
}
