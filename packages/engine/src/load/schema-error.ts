import type { TSchema } from 'typebox';
import { Format } from 'typebox/format';
import { Check, Compile, Errors } from 'typebox/schema';
import { Settings } from 'typebox/system';
import { compilePattern } from '../language/pattern.ts';
import type { Json } from '../model/json.ts';
import type { JsonSchema } from './describe-schema.ts';

/** One way in which a value differs from a schema. */
export interface SchemaError {
  readonly keyword: string;
  /** Where the keyword stands, from the schema's root: `#/properties/retry/anyOf`. */
  readonly schemaPath: string;
  /** The schema that the keyword stands in. */
  readonly schema: JsonSchema;
  readonly path: readonly string[];
  /** What stands at the path. */
  readonly found: Json;
  /** The key that is missing, not known, or badly named. */
  readonly key?: string;
  /** It is a key itself that differs. */
  readonly isAboutName: boolean;
  /** Branches of a `oneOf` that fit, which are too many. */
  readonly isTooMuch: boolean;
}

type Found = ReturnType<typeof Errors>[1][number];

/** So many values are compared with a schema before it is compiled, which takes as long as comparing a hundred. */
const patience = 100;

interface Use {
  times: number;
  compiled?: ReturnType<typeof Compile>;
}

const uses = new WeakMap<TSchema, Use>();
let isPrepared = false;

/** Everything in which a value differs from a schema; a union stands behind the errors of its branches. */
export function findSchemaErrors(schema: TSchema, value: Json): readonly SchemaError[] {
  if (!isPrepared) prepare();
  isPrepared = true;
  if (fits(schema, value)) return [];
  return Errors(schema, value)[1].flatMap((found) => toErrors(found, schema, value));
}

function fits(schema: TSchema, value: Json): boolean {
  const use = uses.get(schema) ?? { times: 0 };
  uses.set(schema, use);
  if (use.times++ === patience) use.compiled = Compile(schema);
  return use.compiled === undefined ? Check(schema, value) : use.compiled.Check(value);
}

/** What texts must be like whose schema names a format. */
function prepare(): void {
  Settings.Set({ maxErrors: 1_000 });
  Format.Set('date-time', (text) => !Number.isNaN(Date.parse(text)));
  Format.Set('email', (text) => /^[^\s@]+@[^\s@]+$/.test(text));
  Format.Set('regex', (text) => compilePattern(text).ok);
  Format.Set('uri', (text) => URL.canParse(text));
}

function toErrors(found: Found, schema: TSchema, value: Json): SchemaError[] {
  // What no schema allows is told by the mapping that holds it.
  if (found.keyword === 'boolean') return [];
  const isAboutName = /(?<!\/properties)\/propertyNames$/.test(found.schemaPath);
  const way = split(found.instancePath);
  const path = isAboutName ? way.slice(0, -1) : way;
  const error = {
    keyword: found.keyword,
    schemaPath: `${found.schemaPath}/${found.keyword}`,
    schema: follow(schema, split(found.schemaPath)) as JsonSchema,
    path,
    found: follow(value, path) as Json,
    isAboutName,
    isTooMuch: found.keyword === 'oneOf' && found.params.passingSchemas.length > 0,
  };
  const keys = isAboutName ? way.slice(-1) : keysOf(found);
  return keys === undefined ? [error] : keys.map((key) => ({ ...error, key }));
}

function keysOf(found: Found): readonly string[] | undefined {
  if (found.keyword === 'required') return found.params.requiredProperties;
  return found.keyword === 'additionalProperties' ? found.params.additionalProperties : undefined;
}

function split(pointer: string): string[] {
  const [, ...parts] = pointer.split('/');
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function follow(root: unknown, path: readonly string[]): unknown {
  return path.reduce((value, part) => (value as Readonly<Record<string, unknown>>)[part], root);
}
