import { isJsonObject, type Json } from './json.ts';

/** The word that stands for a matrix value in an instance's id. */
export function matrixKey(value: Json): string {
  const key = isJsonObject(value) ? value.id : value;
  return String(key).replaceAll(/[[\],\s]/g, '_');
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
