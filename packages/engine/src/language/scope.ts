import type { Json, JsonObject } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';

/** What templates and expressions can see: the names of `rootNames`, and `outputs` in an expression about a step. */
export type Scope = JsonObject;

/** The names at the top of a scope; inside a block of a template they mean the same as outside. */
export const rootNames: readonly string[] = ['inputs', 'values', 'contacts', 'run', 'steps', 'matrix'];

/** Reads one own member; nothing inherited (`constructor`, `__proto__`) and nothing of a string counts. */
export function readMember(holder: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(holder)) {
    const list: readonly Json[] = holder;
    if (name === 'length') return list.length;
    return /^(?:0|[1-9]\d*)$/.test(name) ? list[Number(name)] : undefined;
  }
  return isJsonObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}

/** Follows a path; `undefined` when a part of it is missing. */
export function readPath(start: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = start;
  for (const name of path) value = readMember(value, name);
  return value;
}

/** Says what kind of value something is, for messages: `a list`, `an object`, `null`. */
export function describeKind(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}
