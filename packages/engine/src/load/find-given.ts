import { parseExpression } from '../language/expression.ts';
import { isTemplate, parseTemplate } from '../language/template.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { Head } from './head.ts';

/** The texts of an item that read names, and the names of secrets and contacts that it is given by id. */
export interface ReadingTexts {
  readonly templates: Json;
  readonly expressions: readonly string[];
  readonly secrets?: readonly string[];
  readonly contacts?: readonly string[];
}

/**
 * What stands above the items and becomes part of an item by its texts: values, what those use, contacts, and secrets. When
 * one of them changes, so does what the item does or asks.
 */
export function findGiven(texts: ReadingTexts, head: Head): Json {
  const given = new Map<string, Json>();
  const take = (path: readonly string[]) => {
    const [root = '', id] = path;
    const table = root === 'values' ? head.values : root === 'contacts' ? head.contacts : undefined;
    for (const name of table === undefined ? [] : id === undefined ? Object.keys(table) : [id]) {
      const key = `${root}.${name}`;
      if (table === undefined || given.has(key) || !Object.hasOwn(table, name)) continue;
      given.set(key, toJson(table[name]));
      if (root === 'values') for (const one of pathsIn(head.values[name] ?? '')) take(one);
    }
  };
  for (const path of [...pathsIn(texts.templates), ...texts.expressions.flatMap(pathsOfExpression)]) take(path);
  for (const id of texts.contacts ?? []) take(['contacts', id]);
  for (const id of texts.secrets ?? []) given.set(`secrets.${id}`, toJson(head.secrets[id]));
  return Object.fromEntries(given);
}

function pathsIn(value: Json): (readonly string[])[] {
  if (typeof value === 'string') return pathsOfTemplate(value);
  if (Array.isArray(value)) return value.flatMap((part: Json) => pathsIn(part));
  return isJsonObject(value) ? Object.values(value).flatMap(pathsIn) : [];
}

function pathsOfTemplate(text: string): (readonly string[])[] {
  const parsed = isTemplate(text) ? parseTemplate(text) : undefined;
  return parsed?.ok === true ? parsed.value.references.map(({ path }) => path) : [];
}

function pathsOfExpression(text: string): (readonly string[])[] {
  const parsed = parseExpression(text);
  return parsed.ok ? parsed.value.references.map(({ path }) => path) : [];
}

function toJson(value: object | string | undefined): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}
