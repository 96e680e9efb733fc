import { isJsonObject, type Json } from './json.ts';

/** The word that stands for a matrix value in an instance's id. */
export function matrixKey(value: Json): string {
  const key = isJsonObject(value) ? value.id : value;
  return String(key).replaceAll(/[[\],\s]/g, '_');
}

/** A word that stands for two values, so that two instances would have the same id; nothing when there is none. */
export function findSharedKey(values: readonly Json[]): string | undefined {
  const keys = values.map(matrixKey);
  return keys.find((key, index) => keys.indexOf(key) !== index);
}
