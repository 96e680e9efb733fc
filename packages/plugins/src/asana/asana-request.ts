import { fail, isJsonObject, type Json, ok, type Result } from '@checklist/engine/plugin';
import type { HttpTrouble } from '../http/http-trouble.ts';
import { tryAgain } from '../http/try-again.ts';
import { stopped, troubleOf, unreadable } from './asana-trouble.ts';

/** How Asana is reached. */
export interface AsanaSetting {
  readonly token: string;
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  /** Milliseconds for one request. */
  readonly timeLimit?: number;
  onWait(trouble: HttpTrouble, milliseconds: number): void;
}

export type AsanaResult<T> = Promise<Result<T, HttpTrouble>>;

type Sdk = Awaited<ReturnType<typeof openSdk>>;
type Query = { readonly limit: number; readonly offset?: string };

const pageSize = 100;

/** The two kinds of requests: for one record and for a list. Trouble is a value, without the token. */
export function createAsanaRequest(setting: AsanaSetting) {
  const { signal, onWait } = setting;
  let opened: Promise<Sdk> | undefined;

  /** The SDK is slow to load, so it is loaded when it is first needed. */
  function request(call: (sdk: Sdk) => Promise<unknown>, isRepeatable: boolean): AsanaResult<Json> {
    opened ??= openSdk(setting);
    const sdk = opened;
    const once = () => settle(sdk.then(call), signal);
    return tryAgain(once, { signal, isRepeatable, onWait });
  }

  async function one<T>(
    read: (json: Json) => T | undefined,
    call: (sdk: Sdk) => Promise<unknown>,
    isRepeatable = true,
  ): AsanaResult<T> {
    const answered = await request(call, isRepeatable);
    if (!answered.ok) return answered;
    const value = isJsonObject(answered.value) ? read(answered.value.data ?? null) : undefined;
    return value === undefined ? fail(unreadable) : ok(value);
  }

  /** Every element of a list, page by page. */
  async function all<T>(
    read: (json: Json) => T | undefined,
    call: (sdk: Sdk, query: Query) => Promise<unknown>,
  ): AsanaResult<T[]> {
    const values: T[] = [];
    for (let offset: string | undefined; ; ) {
      const query: Query = { limit: pageSize, ...(offset !== undefined && { offset }) };
      const answered = await request((sdk) => call(sdk, { ...query }), true);
      if (!answered.ok) return answered;
      const page = readPage(answered.value);
      if (page === undefined) return fail(unreadable);
      for (const json of page.elements) {
        const value = read(json);
        if (value === undefined) return fail(unreadable);
        values.push(value);
      }
      if (page.next === undefined) return ok(values);
      offset = page.next;
    }
  }

  return { one, all };
}

async function openSdk({ token, baseUrl, timeLimit = 30_000 }: AsanaSetting) {
  const asana = await import('asana');
  const client = new asana.ApiClient();
  client.basePath = baseUrl.replace(/\/+$/, '');
  client.timeout = timeLimit;
  client.authentications = { token: { type: 'personalAccessToken', accessToken: token } };
  // Its own pages throw where an answer is not a list.
  client.RETURN_COLLECTION = false;
  return {
    users: new asana.UsersApi(client),
    projects: new asana.ProjectsApi(client),
    sections: new asana.SectionsApi(client),
    tags: new asana.TagsApi(client),
    fields: new asana.CustomFieldSettingsApi(client),
    tasks: new asana.TasksApi(client),
    stories: new asana.StoriesApi(client),
  };
}

/** The SDK cannot be stopped, so a stopped step no longer waits for it. */
async function settle(answer: Promise<unknown>, signal: AbortSignal): AsanaResult<Json> {
  const { promise, resolve } = Promise.withResolvers<Result<Json, HttpTrouble>>();
  const stop = () => resolve(fail(stopped));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  answer.then(
    (data) => resolve(ok(data as Json)),
    (error: unknown) => resolve(fail(troubleOf(error))),
  );
  const settled = await promise;
  signal.removeEventListener('abort', stop);
  return settled;
}

function readPage(json: Json): { elements: readonly Json[]; next?: string } | undefined {
  if (!isJsonObject(json) || !Array.isArray(json.data)) return undefined;
  const { next_page: next } = json;
  if (next === undefined || next === null) return { elements: json.data };
  return isJsonObject(next) && typeof next.offset === 'string' ? { elements: json.data, next: next.offset } : undefined;
}
