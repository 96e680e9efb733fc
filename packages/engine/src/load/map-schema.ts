import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/** What becomes of the schemas inside of a schema. */
export interface SchemaChange {
  /** Of the value of a key, an element, or an entry; the key when it has a name. */
  part(schema: JsonObject, key?: string): JsonObject;
  /** Of one of several forms of the same value. */
  branch(schema: JsonObject): JsonObject;
}

const unions = ['anyOf', 'oneOf', 'allOf'];

/** The schema with every schema directly inside of it changed. */
export function mapSchema(schema: JsonObject, { part, branch }: SchemaChange): JsonObject {
  const change = (value: Json, key?: string) => (isJsonObject(value) ? part(value, key) : value);
  const entries = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (keyword === 'properties' && isJsonObject(value)) return [keyword, mapValues(value, change)];
    if (keyword === 'patternProperties' && isJsonObject(value))
      return [keyword, mapValues(value, (one) => change(one))];
    if (keyword === 'additionalProperties' || keyword === 'items') return [keyword, change(value)];
    if (unions.includes(keyword) && Array.isArray(value))
      return [keyword, value.map((one: Json) => (isJsonObject(one) ? branch(one) : one))];
    return [keyword, value];
  });
  return Object.fromEntries(entries);
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
