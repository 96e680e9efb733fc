import { createHash } from 'node:crypto';
import { isJsonObject, type Json } from './json.ts';

/** A short fingerprint of texts. */
export function digestOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  // The length in front keeps "ab", "c" apart from "a", "bc".
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex').slice(0, 16);
}

/** JSON text that is the same whatever the order of keys. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, part]): [string, Json] => [key, sorted(part)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
