import type { ErrorObject } from 'ajv';
import { compilePattern } from '../language/pattern.ts';
import type { Json } from '../model/json.ts';
import { describeSchema, type JsonSchema } from './describe-schema.ts';
import type { Path } from './places.ts';
import type { SchemaFault } from './schema-fault.ts';

/** One error of ajv as a fault; none when another error says the same. Unions are not for this function. */
export function rewordSchemaError(error: ErrorObject): SchemaFault | undefined {
  const path = pathOf(error);
  const schema = schemaOf(error);
  const found = error.data as Json;
  const expected = describeSchema(schema);
  if (error.propertyName !== undefined) return { type: 'wrong-key', path, key: error.propertyName, expected };
  switch (error.keyword) {
    case 'propertyNames':
    case 'if':
      return undefined;
    case 'additionalProperties': {
      const known = Object.keys(schema.properties ?? {});
      return { type: 'unknown-key', path, key: error.params.additionalProperty, known };
    }
    case 'required': {
      const key: string = error.params.missingProperty;
      return { type: 'missing-key', path, keys: [key], expected: describeSchema(schema.properties?.[key]) };
    }
    case 'type':
      return { type: 'wrong-type', path, found, expected: expected.replace(' that is not empty', '') };
    case 'enum':
      return { type: 'wrong-value', path, found, expected, choices: (schema.enum ?? []).map(String) };
    case 'uniqueItems':
      return { type: 'wrong-value', path, found, expected: 'a list in which nothing stands twice' };
    case 'format': {
      const pattern = schema.format === 'regex' ? compilePattern(String(found)) : undefined;
      if (pattern?.ok === false) return { type: 'bad-pattern', path, reason: pattern.error };
      return { type: 'wrong-value', path, found, expected };
    }
    case 'not':
      return { type: 'wrong-value', path, found, expected: 'another value' };
    default:
      return { type: 'wrong-value', path, found, expected };
  }
}

/** The schema that a value was held against. */
export function schemaOf({ parentSchema }: ErrorObject): JsonSchema {
  return (parentSchema ?? {}) as JsonSchema;
}

/** The way to the value that an error is about. */
export function pathOf(error: ErrorObject): Path {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
