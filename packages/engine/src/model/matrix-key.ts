import { invisible } from './invisible.ts';
import { isJsonObject, type Json } from './json.ts';

/** Ids are read, typed and shown in rows: so many characters of a value stand for it. */
const longest = 80;

/** The word that stands for a matrix value in an instance's id. */
export function matrixKey(value: Json): string {
  const key = String(isJsonObject(value) ? value.id : value);
  const start = [...key.slice(0, 2 * longest)].slice(0, longest).join('');
  return start.replaceAll(/[[\],\s]/g, '_').replaceAll(invisible, '_');
}

/** A word that stands for two values, so that two instances would have the same id; nothing when there is none. */
export function findSharedKey(values: readonly Json[]): string | undefined {
  const keys = new Set<string>();
  for (const value of values) {
    const key = matrixKey(value);
    if (keys.has(key)) return key;
    keys.add(key);
  }
  return undefined;
}
