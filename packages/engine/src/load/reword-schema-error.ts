import { compilePattern } from '../language/pattern.ts';
import { describeSchema } from './describe-schema.ts';
import type { SchemaError } from './schema-error.ts';
import type { SchemaFault } from './schema-fault.ts';

/** One error as a fault; none when another error says the same. Unions are not for this function. */
export function rewordSchemaError(error: SchemaError): SchemaFault | undefined {
  const { path, schema, found, key = '' } = error;
  const expected = describeSchema(schema);
  if (error.isAboutName) return { type: 'wrong-key', path, key, expected };
  switch (error.keyword) {
    case 'propertyNames':
    case 'if':
      return undefined;
    case 'additionalProperties': {
      const known = Object.keys(schema.properties ?? {});
      return { type: 'unknown-key', path, key, known };
    }
    case 'required': {
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
