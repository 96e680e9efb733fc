import { setTimeout as sleep } from 'node:timers/promises';
import { fail, isJsonObject, type Json, type JsonObject, ok } from '@checklist/engine/plugin';
import { readRetryAfter } from './retry-delay.ts';
import { answerTrouble, statusTrouble, unreachable, type WandbResult, type WandbTrouble } from './wandb-trouble.ts';

/** How W&B is reached. */
export interface WandbAccess {
  readonly fetch: typeof fetch;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly signal: AbortSignal;
  /** Milliseconds for each request. */
  readonly timeLimit?: number;
  /** Milliseconds before the first repetition, doubled for each further one. */
  readonly firstDelay?: number;
  now(): number;
}

const mostRepetitions = 3;
/** A longer wait is left to whoever asked. */
const longestDelay = 30_000;

export type WandbRequest = ReturnType<typeof createWandbRequest>;

/** W&B over HTTP: time limits, repetitions, and trouble as a value. All requests are reads, so each may be repeated. */
export function createWandbRequest(access: WandbAccess) {
  const { fetch, baseUrl, apiKey, signal, timeLimit = 30_000, firstDelay = 500 } = access;
  const authorization = `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}`;

  async function once(url: string, init: RequestInit): WandbResult<{ status: number; text: string }> {
    const limit = AbortSignal.timeout(timeLimit);
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, limit]) });
      const text = await response.text();
      const { status } = response;
      if (status === 429 || status >= 500)
        return fail(statusTrouble(status, readRetryAfter(response.headers.get('retry-after'), access.now())));
      return ok({ status, text });
    } catch (error) {
      if (signal.aborted) return fail(unreachable('the question to W&B was stopped, expected time for an answer'));
      if (limit.aborted) return fail(unreachable(`W&B gave no answer within ${timeLimit / 1000} s, expected one`));
      return fail(unreachable(`W&B could not be reached${causeOf(error)}, expected a whole answer`));
    }
  }

  async function send(url: string, init: RequestInit): WandbResult<{ status: number; text: string }> {
    for (let repetition = 0; ; repetition++) {
      const answer = await once(url, init);
      if (answer.ok || signal.aborted || repetition === mostRepetitions) return answer;
      const delay = answer.error.retryAfter ?? firstDelay * 2 ** repetition;
      if (delay > longestDelay) return answer;
      await sleep(delay, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The `data` of one GraphQL query. */
  async function query(text: string, variables: JsonObject): WandbResult<JsonObject> {
    const headers = { authorization, 'content-type': 'application/json', accept: 'application/json' };
    const body = JSON.stringify({ query: text, variables });
    const answer = await send(`${baseUrl}/graphql`, { method: 'POST', headers, body });
    return answer.ok ? readAnswer(answer.value.status, answer.value.text) : answer;
  }

  /** A file at the signed address that W&B gave; the key is not sent there. */
  async function download(url: string): WandbResult<string> {
    const answer = await send(url, {});
    if (!answer.ok || answer.value.status === 200) return answer.ok ? ok(answer.value.text) : answer;
    return fail(statusTrouble(answer.value.status, undefined));
  }

  return { query, download };
}

function readAnswer(status: number, text: string) {
  const answer = parse(text);
  const told = isJsonObject(answer) && Array.isArray(answer.errors) ? answer.errors.filter(isJsonObject) : [];
  const data = isJsonObject(answer) ? answer.data : undefined;
  // With 404 W&B says that a name in the question is not known: what was found stands beside it.
  if (status === 404 && isJsonObject(data)) return ok(data);
  if (status !== 200) return fail(statusTrouble(status, undefined));
  if (told.length > 0) return fail(troubleOf(told));
  if (isJsonObject(data)) return ok(data);
  return fail(unreachable('W&B answered with something that is not JSON data, expected JSON'));
}

function troubleOf(errors: readonly JsonObject[]): WandbTrouble {
  const isRefusal = errors.some(({ extensions }) => isJsonObject(extensions) && extensions.code === 'PERMISSION_ERROR');
  return answerTrouble(errors.map(({ message }) => String(message)).join('; '), isRefusal);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Only the code of the cause: its text could hold an address. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}
