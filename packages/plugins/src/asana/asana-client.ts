import { fail, isJsonObject, type Json, ok, type Result } from '@checklist/engine/plugin';
import type { HttpTrouble } from '../http/http-trouble.ts';
import { tryAgain } from '../http/try-again.ts';
import {
  projectFields,
  readCustomField,
  readNamed,
  readProject,
  readStory,
  readTask,
  storyFields,
  taskFields,
} from './asana-shapes.ts';
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

export type AsanaClient = ReturnType<typeof createAsanaClient>;
export type AsanaResult<T> = Promise<Result<T, HttpTrouble>>;

type Sdk = Awaited<ReturnType<typeof openSdk>>;
type Query = { readonly limit: number; readonly offset?: string };

const pageSize = 100;

/** Asana as typed reads and the few changes that a release makes; trouble is a value, without the token. */
export function createAsanaClient(setting: AsanaSetting) {
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

  const named = 'name';
  return {
    me: () => one(readNamed, ({ users }) => users.getUser('me', { opt_fields: named })),
    project: (gid: string) => one(readProject, ({ projects }) => projects.getProject(gid, { opt_fields: projectFields })),
    sections: (project: string) =>
      all(readNamed, ({ sections }, page) => sections.getSectionsForProject(project, { ...page, opt_fields: named })),
    tags: (workspace: string) =>
      all(readNamed, ({ tags }, page) => tags.getTagsForWorkspace(workspace, { ...page, opt_fields: named })),
    customFields: (project: string) =>
      all(readCustomField, ({ fields }, page) =>
        fields.getCustomFieldSettingsForProject(project, { ...page, opt_fields: 'custom_field.name' }),
      ),
    /** The tasks of a section that are not completed. */
    async openTasks(section: string) {
      // `now` leaves out, at the server, all that was completed before.
      const query = { completed_since: 'now', opt_fields: taskFields };
      const listed = await all(readTask, ({ tasks }, page) => tasks.getTasksForSection(section, { ...page, ...query }));
      return listed.ok ? ok(listed.value.filter(({ isCompleted }) => !isCompleted)) : listed;
    },
    task: (gid: string) => one(readTask, ({ tasks }) => tasks.getTask(gid, { opt_fields: taskFields })),
    async comments(task: string) {
      const query = { opt_fields: storyFields };
      const listed = await all(readStory, ({ stories }, page) => stories.getStoriesForTask(task, { ...page, ...query }));
      return listed.ok ? ok(listed.value.filter((story) => story !== null)) : listed;
    },
    addComment: (task: string, text: string) => {
      const query = { opt_fields: storyFields };
      const read = (json: Json) => readStory(json) ?? undefined;
      return one(read, ({ stories }) => stories.createStoryForTask({ data: { text } }, task, query), false);
    },
    setCompleted: (task: string, completed: boolean) =>
      one(readTask, ({ tasks }) => tasks.updateTask({ data: { completed } }, task, { opt_fields: taskFields })),
  };
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
