import type { TSchema } from 'typebox';
import { isTemplate } from '../language/template.ts';
import type { Json } from '../model/json.ts';
import { findSchemaErrors, type SchemaError } from './schema-error.ts';
import type { SchemaFault } from './schema-fault.ts';
import { settleUnions } from './settle-unions.ts';

/** Compares a value with a schema. */
export function checkSchema(schema: TSchema, value: Json): readonly SchemaFault[] {
  const errors = findSchemaErrors(schema, value);
  return errors.length === 0 ? [] : settleUnions(errors, new Set());
}

/** The same for options as they are written: a template may stand where anything else is wanted. */
export function checkWritten(schema: TSchema, value: Json): readonly SchemaFault[] {
  const errors = findSchemaErrors(schema, value);
  if (errors.length === 0) return [];
  const isExcused = ({ found, isAboutName }: SchemaError) =>
    typeof found === 'string' && !isAboutName && isTemplate(found);
  return settleUnions(errors, new Set(errors.filter(isExcused)));
}
