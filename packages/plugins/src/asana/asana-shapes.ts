import { isJsonObject, type Json } from '@checklist/engine/plugin';

/** Anything of Asana that has an id and a name. */
export interface Named {
  readonly gid: string;
  readonly name: string;
}

export interface AsanaProject extends Named {
  readonly url: string;
  readonly workspace: string;
}

export interface AsanaTask extends Named {
  readonly isCompleted: boolean;
  /** In ISO 8601; empty while it is open. */
  readonly completedAt: string;
  readonly url: string;
  /** Nobody when absent. */
  readonly assignee?: string;
  /** Absent when the answer does not tell. */
  readonly tags?: readonly Named[];
  /** What people see as the value of each custom field, by the field's name: null for none. Absent when the answer does not tell. */
  readonly fields?: ReadonlyMap<string, string | null>;
}

export interface AsanaComment {
  readonly gid: string;
  readonly text: string;
}

/** The fields that the readers below need. */
export const projectFields = 'name,permalink_url,workspace.gid';
export const taskFields =
  'name,completed,completed_at,permalink_url,assignee.name,tags.name,custom_fields.name,custom_fields.display_value';
export const storyFields = 'resource_subtype,text';

export function readNamed(json: Json): Named | undefined {
  if (!isJsonObject(json) || typeof json.gid !== 'string' || typeof json.name !== 'string') return undefined;
  return { gid: json.gid, name: json.name };
}

export function readProject(json: Json): AsanaProject | undefined {
  const named = readNamed(json);
  if (named === undefined || !isJsonObject(json) || !isJsonObject(json.workspace)) return undefined;
  const { permalink_url: url, workspace } = json;
  if (typeof url !== 'string' || typeof workspace.gid !== 'string') return undefined;
  return { ...named, url, workspace: workspace.gid };
}

export function readTask(json: Json): AsanaTask | undefined {
  const named = readNamed(json);
  if (named === undefined || !isJsonObject(json)) return undefined;
  const { completed, permalink_url: url, assignee } = json;
  if (typeof completed !== 'boolean' || typeof url !== 'string') return undefined;
  const who = isJsonObject(assignee ?? null) ? readText(assignee ?? null, 'name') : undefined;
  const [tags, fields] = [readAll(json.tags, readNamed), readAll(json.custom_fields, readField)];
  return {
    ...named,
    isCompleted: completed,
    completedAt: readText(json, 'completed_at') ?? '',
    url,
    ...(who !== undefined && { assignee: who }),
    ...(tags !== undefined && { tags }),
    ...(fields !== undefined && { fields: new Map(fields) }),
  };
}

/** A comment; `null` for the other stories of a task. */
export function readStory(json: Json): AsanaComment | null | undefined {
  const [gid, text] = [readText(json, 'gid'), readText(json, 'text')];
  const subtype = readText(json, 'resource_subtype');
  if (gid === undefined || subtype === undefined) return undefined;
  if (subtype !== 'comment_added') return null;
  return text === undefined ? undefined : { gid, text };
}

/** The custom field of one of a project's settings. */
export function readCustomField(json: Json): Named | undefined {
  return isJsonObject(json) ? readNamed(json.custom_field ?? null) : undefined;
}

function readText(json: Json, key: string): string | undefined {
  const value = isJsonObject(json) ? json[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

type Field = readonly [name: string, value: string | null];

function readField(json: Json): Field | undefined {
  if (!isJsonObject(json)) return undefined;
  const { name, display_value: value } = json;
  return typeof name === 'string' && (typeof value === 'string' || value === null) ? [name, value] : undefined;
}

/** Every element of a list; nothing when it is none, or when one of them cannot be read. */
function readAll<T>(json: Json | undefined, read: (json: Json) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const elements = json.map((element: Json) => read(element));
  return elements.every((element) => element !== undefined) ? elements : undefined;
}
