import { isJsonObject, type Json } from '@checklist/engine/plugin';
import type { HttpTrouble } from '../http/http-trouble.ts';
import { secondsToWait } from '../http/request-json.ts';

const service = 'Asana';

/** The answer came, but is not what Asana documents. */
export const unreadable: HttpTrouble = { type: 'unreadable', service };

/** The step's time is up, or the run is stopped. */
export const stopped: HttpTrouble = { type: 'unreachable', service, said: 'the step was stopped' };

/** What an error of the SDK says. The error itself is let go: it holds the request, and so the token. */
export function troubleOf(error: unknown): HttpTrouble {
  if (typeof error !== 'object' || error === null) return { type: 'unreachable', service };
  // The SDK's HTTP client keeps the text that it could not parse.
  if ('rawResponse' in error) return unreadable;
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  if (status === undefined) return { type: 'unreachable', service, said: codeOf(error) };
  const said = 'response' in error ? wordsOf(error.response) : undefined;
  const retryAfter = 'response' in error ? retryAfterOf(error.response) : undefined;
  const type = status === 429 ? 'busy' : status >= 500 ? 'broken' : 'refused';
  return { type, service, status, ...(said && { said }), ...(retryAfter !== undefined && { retryAfter }) };
}

function codeOf(error: object): string {
  if ('timeout' in error) return 'no answer in time';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'connection lost';
}

/** The first of the messages in `{ errors: [{ message }] }`. */
function wordsOf(response: unknown): string | undefined {
  const body: unknown = isJsonObject(response) ? response.body : undefined;
  const errors: Json | undefined = isJsonObject(body) ? body.errors : undefined;
  const first = Array.isArray(errors) ? (errors[0] as Json) : null;
  return isJsonObject(first) && typeof first.message === 'string' ? first.message : undefined;
}

function retryAfterOf(response: unknown): number | undefined {
  const headers = isJsonObject(response) ? response.headers : undefined;
  const header = isJsonObject(headers) ? headers['retry-after'] : undefined;
  return typeof header === 'string' ? secondsToWait(header) : undefined;
}
