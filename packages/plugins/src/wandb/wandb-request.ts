import {
  fail,
  formatDuration,
  isJsonObject,
  type Json,
  type JsonObject,
  ok,
  type Result,
} from '@checklist/engine/plugin';
import type { HttpTrouble } from '../http/http-trouble.ts';
import { requestJson, secondsToWait } from '../http/request-json.ts';
import { type Patience, tryAgain } from '../http/try-again.ts';
import { service, type WandbResult } from './wandb-trouble.ts';

/** How W&B is reached. */
export interface WandbAccess {
  readonly fetch: typeof fetch;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly signal: AbortSignal;
  /** Milliseconds for each request. */
  readonly timeLimit?: number;
  log(line: string): void;
}

export type WandbRequest = ReturnType<typeof createWandbRequest>;

/** W&B over HTTP. All requests are reads, so each may be repeated. */
export function createWandbRequest({ fetch, baseUrl, apiKey, signal, timeLimit = 30_000, log }: WandbAccess) {
  const headers = { authorization: `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}` };
  const patience: Patience = {
    signal,
    isRepeatable: true,
    onWait: ({ status }, ms) =>
      log(`${service} answered ${status ?? 'nothing'}; asking again in ${formatDuration(ms)}`),
  };

  /** The `data` of one GraphQL query. */
  async function query(text: string, variables: JsonObject): WandbResult<JsonObject> {
    const body = { query: text, variables };
    const request = { service, method: 'POST', url: `${baseUrl}/graphql`, headers, body, timeLimit, signal } as const;
    const explain = (told: Json) => ({ ...saidBy(told) });
    const answer = await tryAgain(() => requestJson(fetch, { ...request, explain }), patience);
    if (answer.ok) return readAnswer(answer.value);
    // With 404 W&B says that a name in the question is not known; a server that is not W&B says nothing of the kind.
    return answer.error.status === 404 && answer.error.said !== undefined ? ok({}) : answer;
  }

  /** A file at the signed address that W&B gave; the key is not sent there. */
  async function download(url: string): WandbResult<string> {
    return tryAgain(() => fetchText(fetch, url, AbortSignal.any([signal, AbortSignal.timeout(timeLimit)])), patience);
  }

  return { query, download };
}

function readAnswer(answer: Json): Result<JsonObject, HttpTrouble> {
  const { said, isRefusal } = { ...saidBy(answer), isRefusal: errorsOf(answer).some(isPermission) };
  if (said !== undefined) return fail({ type: 'refused', service, status: isRefusal ? 403 : 400, said });
  if (isJsonObject(answer) && isJsonObject(answer.data)) return ok(answer.data);
  return fail({ type: 'unreadable', service });
}

/** What W&B says of a question that it does not answer. */
function saidBy(answer: Json): { readonly said?: string } {
  const messages = errorsOf(answer).map(({ message }) => String(message));
  return messages.length === 0 ? {} : { said: messages.join('; ') };
}

function errorsOf(answer: Json): readonly JsonObject[] {
  return isJsonObject(answer) && Array.isArray(answer.errors) ? answer.errors.filter(isJsonObject) : [];
}

function isPermission({ extensions }: JsonObject): boolean {
  return isJsonObject(extensions) && extensions.code === 'PERMISSION_ERROR';
}

async function fetchText(call: typeof fetch, url: string, signal: AbortSignal): WandbResult<string> {
  try {
    const response = await call(url, { signal });
    const text = await response.text();
    if (response.ok) return ok(text);
    const type = response.status === 429 ? 'busy' : response.status >= 500 ? 'broken' : 'refused';
    const retryAfter = secondsToWait(response.headers.get('retry-after'));
    return fail({ type, service, status: response.status, ...(retryAfter !== undefined && { retryAfter }) });
  } catch {
    return fail({ type: 'unreachable', service, said: 'a file of the run did not come' });
  }
}
