import { fail, isJsonObject, type Json, ok, type Result } from '@checklist/engine/plugin';
import type { HttpTrouble } from '../http/http-trouble.ts';
import { type JsonRequest, requestJson } from '../http/request-json.ts';
import { tryAgain } from '../http/try-again.ts';

/** How Discord is reached. */
export interface DiscordSetting {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** Milliseconds for one request. */
  readonly timeLimit?: number;
  onWait(trouble: HttpTrouble, milliseconds: number): void;
}

export type DiscordResult<T> = Promise<Result<T, HttpTrouble>>;

/** One call: what is asked, whether a second time does harm, and how the answer is read. */
interface Call<T> extends Pick<JsonRequest, 'method' | 'url' | 'body' | 'headers'> {
  readonly isRepeatable: boolean;
  read(json: Json): T | undefined;
}

const service = 'Discord';
const agent = { 'user-agent': 'DiscordBot (checklist, 0.1.0)' };

/** Calls Discord, as often as its rate limit makes needed. */
export async function callDiscord<T>(setting: DiscordSetting, call: Call<T>): DiscordResult<T> {
  const { signal, timeLimit = 30_000, onWait } = setting;
  const { read, isRepeatable, headers, ...asked } = call;
  const request: JsonRequest = { ...asked, service, timeLimit, signal, explain, headers: { ...agent, ...headers } };
  const answered = await tryAgain(() => requestJson(setting.fetch, request), { signal, isRepeatable, onWait });
  if (!answered.ok) return answered;
  const value = read(answered.value);
  return value === undefined ? fail({ type: 'unreadable', service }) : ok(value);
}

/** Discord says `{ message, code }`, and `retry_after` in seconds when it is asked too often. */
function explain(body: Json): Pick<HttpTrouble, 'said' | 'code' | 'retryAfter'> {
  if (!isJsonObject(body)) return {};
  const { message, code, retry_after: seconds } = body;
  return {
    ...(typeof message === 'string' && { said: message }),
    ...(typeof code === 'number' && { code }),
    ...(typeof seconds === 'number' && seconds >= 0 && { retryAfter: Math.ceil(seconds * 1000) }),
  };
}
