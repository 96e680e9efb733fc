import { fail, type Json, ok, type Result } from '@checklist/engine/plugin';
import type { HttpTrouble } from './http-trouble.ts';

/** A request whose answer is JSON. */
export interface JsonRequest {
  readonly service: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly signal: AbortSignal;
  /** What the service says of a refusal, from the body that came with it. */
  explain(body: Json): Pick<HttpTrouble, 'said' | 'code' | 'retryAfter'>;
}

/** Makes one request. Neither its URL nor its headers get into the trouble: both may be secret. */
export async function requestJson(call: typeof fetch, request: JsonRequest): Promise<Result<Json, HttpTrouble>> {
  const { service, timeLimit } = request;
  const isLate = AbortSignal.timeout(timeLimit);
  try {
    const response = await call(request.url, {
      method: request.method,
      headers: { accept: 'application/json', ...(request.body !== undefined && jsonType), ...request.headers },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      // A redirect could carry the credential to another host.
      redirect: 'error',
      signal: AbortSignal.any([request.signal, isLate]),
    });
    return read(request, response, await response.text());
  } catch (error) {
    const said = isLate.aborted ? `no answer within ${timeLimit / 1000} s` : causeOf(error);
    return fail({ type: 'unreachable', service, said });
  }
}

const jsonType = { 'content-type': 'application/json' } as const;

function read({ service, explain }: JsonRequest, response: Response, text: string): Result<Json, HttpTrouble> {
  const { status } = response;
  const body = text === '' ? null : parse(text);
  if (response.ok && body === undefined) return fail({ type: 'unreadable', service, status });
  if (response.ok) return ok(body ?? null);
  const type = status === 429 ? 'busy' : status >= 500 ? 'broken' : 'refused';
  const retryAfter = secondsToWait(response.headers.get('retry-after'));
  return fail({ type, service, status, ...(retryAfter !== undefined && { retryAfter }), ...explain(body ?? null) });
}

/** The milliseconds of a `Retry-After` header that gives seconds. */
export function secondsToWait(header: string | null | undefined): number | undefined {
  const seconds = Number(header ?? 'none');
  return header === '' || Number.isNaN(seconds) || seconds < 0 ? undefined : Math.ceil(seconds * 1000);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The code of what broke the connection: messages can hold the URL. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error && cause.name === 'AbortError' ? 'the step was stopped' : 'connection lost';
}
