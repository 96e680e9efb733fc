import { isJsonObject, type Json, type JsonObject } from '@checklist/engine/plugin';
import { me, record, storyRecords, taskRecord, workspaceGid } from './stand-in-asana-shapes.ts';
import type { AsanaState } from './stand-in-asana-state.ts';

type Found =
  | { readonly element: JsonObject }
  | { readonly elements: readonly JsonObject[] }
  /** What is wrong with the request. */
  | string
  /** There is no such object. */
  | undefined;

export interface AsanaRoute {
  readonly method: string;
  readonly path: RegExp;
  /** What the id in the path names. */
  readonly noun: string;
  find(state: AsanaState, gid: string, body: Json, url: URL): Found;
}

/** The part of Asana's API that the plugin uses. */
export const asanaRoutes: readonly AsanaRoute[] = [
  { method: 'GET', path: /^\/users\/(me)$/, noun: 'user', find: () => ({ element: me }) },
  {
    method: 'GET',
    path: /^\/projects\/(\w+)$/,
    noun: 'project',
    find: ({ projects }, gid) => {
      const project = projects.find((one) => one.gid === gid);
      if (project === undefined) return undefined;
      const workspace = record('workspace', { gid: workspaceGid, name: 'Workspace' });
      return { element: { ...record('project', project), workspace, permalink_url: `https://app.asana.com/0/${gid}` } };
    },
  },
  {
    method: 'GET',
    path: /^\/projects\/(\w+)\/sections$/,
    noun: 'project',
    find: ({ projects }, gid) =>
      listOf(projects.find((one) => one.gid === gid)?.sections, (one) => record('section', one)),
  },
  {
    method: 'GET',
    path: /^\/projects\/(\w+)\/custom_field_settings$/,
    noun: 'project',
    find: ({ projects }, gid) => {
      const project = projects.find((one) => one.gid === gid);
      return listOf(project && (project.custom_fields ?? []), (field) => ({
        gid: `${gid}-${field.gid}`,
        resource_type: 'custom_field_setting',
        custom_field: record('custom_field', field),
      }));
    },
  },
  {
    method: 'GET',
    path: /^\/workspaces\/(\w+)\/tags$/,
    noun: 'workspace',
    find: ({ tags }, gid) => (gid === workspaceGid ? listOf(tags, (tag) => record('tag', tag)) : undefined),
  },
  {
    method: 'GET',
    path: /^\/sections\/(\w+)\/tasks$/,
    noun: 'section',
    find: (state, gid, _body, url) => {
      if (!state.projects.some(({ sections }) => sections.some((section) => section.gid === gid))) return undefined;
      const isOpenOnly = url.searchParams.get('completed_since') === 'now';
      const tasks = state.tasks.filter(({ section, completed }) => section === gid && !(isOpenOnly && completed));
      return { elements: tasks.map((task) => taskRecord(state, task)) };
    },
  },
  {
    method: 'GET',
    path: /^\/tasks\/(\w+)$/,
    noun: 'task',
    find: (state, gid) => {
      const task = taskOf(state, gid);
      return task && { element: taskRecord(state, task) };
    },
  },
  {
    method: 'PUT',
    path: /^\/tasks\/(\w+)$/,
    noun: 'task',
    find: (state, gid, body) => {
      const task = taskOf(state, gid);
      if (task === undefined) return undefined;
      const completed = field(body, 'completed');
      if (typeof completed !== 'boolean') return 'completed: Not a boolean';
      if (completed !== task.completed) task.completedAt = completed ? new Date().toISOString() : '';
      task.completed = completed;
      return { element: taskRecord(state, task) };
    },
  },
  {
    method: 'GET',
    path: /^\/tasks\/(\w+)\/stories$/,
    noun: 'task',
    find: (state, gid) => {
      const task = taskOf(state, gid);
      return task && { elements: storyRecords(task) };
    },
  },
  {
    method: 'POST',
    path: /^\/tasks\/(\w+)\/stories$/,
    noun: 'task',
    find: (state, gid, body) => {
      const task = taskOf(state, gid);
      if (task === undefined) return undefined;
      const text = field(body, 'text');
      if (typeof text !== 'string' || text === '') return 'text: Missing input';
      task.comments = [...task.comments, text];
      const element = storyRecords(task).at(-1);
      return element && { element };
    },
  },
];

function taskOf(state: AsanaState, gid: string) {
  return state.tasks.find((task) => task.gid === gid);
}

function listOf<T>(elements: readonly T[] | undefined, toRecord: (element: T) => JsonObject): Found {
  return elements && { elements: elements.map(toRecord) };
}

/** A field of `{ data: { ... } }`, in which Asana wraps what it is sent. */
function field(body: Json, name: string): Json | undefined {
  return isJsonObject(body) && isJsonObject(body.data) ? body.data[name] : undefined;
}
