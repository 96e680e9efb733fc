import type { Json, JsonObject } from '@checklist/engine/plugin';
import type { QueryField } from './parse-query.ts';

/** A type of the stand-in's GraphQL schema: what each field gives. */
export interface GraphqlObject {
  readonly typeName: string;
  readonly fields: Readonly<Record<string, (args: JsonObject) => GraphqlValue>>;
}

/** A value as it is, or an object of which only what was asked for is told. */
export type GraphqlValue =
  | { readonly json: Json }
  | { readonly one: GraphqlObject }
  | { readonly all: readonly GraphqlObject[] };

/** Gives exactly the fields that are asked for; throws, in GraphQL's words, when there is no such field. */
export function answerQuery(object: GraphqlObject, fields: readonly QueryField[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field.name, answerField(object, field)]));
}

function answerField(object: GraphqlObject, { name, args, fields }: QueryField): Json {
  const resolve = object.fields[name];
  if (resolve === undefined) throw new Error(`Cannot query field "${name}" on type "${object.typeName}".`);
  const value = resolve(args);
  const isLeaf = 'json' in value;
  // A null object has no fields, whatever was asked of it.
  if (isLeaf && value.json === null) return null;
  if (isLeaf !== (fields.length === 0))
    throw new Error(`Field "${name}" of type "${object.typeName}" is asked for in the wrong way.`);
  if ('json' in value) return value.json;
  return 'one' in value ? answerQuery(value.one, fields) : value.all.map((one) => answerQuery(one, fields));
}
