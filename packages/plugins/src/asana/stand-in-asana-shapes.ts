import { isJsonObject, type Json, type JsonObject } from '@checklist/engine/plugin';
import type { StandInAnswer } from '../stand-in/stand-in.ts';
import type { AsanaState, AsanaStateTask, Named } from './stand-in-asana-state.ts';

export const workspaceGid = '900';
export const me = { gid: '901', name: 'Release bot', resource_type: 'user' };

/** A record with its kind, as Asana gives every record. */
export function record(kind: string, { gid, name }: Named): JsonObject {
  return { gid, resource_type: kind, name };
}

export function taskRecord(state: AsanaState, task: AsanaStateTask): JsonObject {
  const project = state.projects.find(({ sections }) => sections.some(({ gid }) => gid === task.section));
  return {
    ...record('task', task),
    resource_subtype: 'default_task',
    completed: task.completed,
    completed_at: task.completed ? task.completedAt : null,
    permalink_url: `https://app.asana.com/0/${project?.gid ?? '0'}/${task.gid}`,
    assignee:
      task.assignee === undefined ? null : record('user', { gid: `user-${task.assignee}`, name: task.assignee }),
    tags: state.tags.filter(({ name }) => task.tags.includes(name)).map((tag) => record('tag', tag)),
    custom_fields: (project?.custom_fields ?? []).map((field) => ({
      ...record('custom_field', field),
      display_value: task.custom_fields[field.name] ?? null,
    })),
  };
}

/** The history of a task: that it was made, then its comments. */
export function storyRecords({ gid, comments }: AsanaStateTask): JsonObject[] {
  const made = story(`${gid}0`, 'added_to_project', 'added to the project');
  return [made, ...comments.map((text, index) => story(`${gid}${index + 1}`, 'comment_added', text))];
}

function story(gid: string, subtype: string, text: string): JsonObject {
  return { gid, resource_type: 'story', resource_subtype: subtype, text, created_by: me };
}

/** What Asana says when it does not do what it was asked. */
export function refusal(status: number, message: string): StandInAnswer {
  return {
    status,
    body: { errors: [{ message, help: 'For more information, see https://developers.asana.com/docs/errors' }] },
  };
}

/** One page of a list; the next one is asked for with an offset that only the service understands. */
export function page(elements: readonly JsonObject[], url: URL): StandInAnswer {
  const limit = Number(url.searchParams.get('limit') ?? elements.length);
  if (url.searchParams.has('limit') && !(limit >= 1 && limit <= 100))
    return refusal(400, 'limit: Must be a number between 1 and 100');
  const offset = url.searchParams.get('offset');
  const start = offset === null ? 0 : Number(Buffer.from(offset, 'base64url').toString());
  if (Number.isNaN(start)) return refusal(400, 'offset: Your pagination token is invalid.');
  const end = start + limit;
  const next =
    end < elements.length ? { offset: Buffer.from(String(end)).toString('base64url'), path: '', uri: '' } : null;
  return { status: 200, body: { data: elements.slice(start, end).map((one) => select(one, url)), next_page: next } };
}

/** Only what `opt_fields` names, as the real service does, so that a client asks for what it needs. */
export function select(json: JsonObject, url: URL): JsonObject {
  const fields = url.searchParams.get('opt_fields');
  const paths = fields === null || fields === '' ? [['name']] : fields.split(',').map((path) => path.split('.'));
  return pick(json, paths);
}

function pick(json: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  const kept = Object.entries(json).flatMap(([key, value]): [string, Json][] => {
    if (key === 'gid' || key === 'resource_type') return [[key, value]];
    const inner = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
    return inner.length === 0 ? [] : [[key, pickInside(value, inner)]];
  });
  return Object.fromEntries(kept);
}

function pickInside(value: Json, paths: readonly (readonly string[])[]): Json {
  if (Array.isArray(value)) return value.map((element: Json) => pickInside(element, paths));
  return isJsonObject(value) ? pick(value, paths) : value;
}
