import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { isTemplate } from '../language/template.ts';
import { compilePattern } from '../language/pattern.ts';
import type { Json } from '../model/json.ts';
import { toSchemaFaults } from './reword-schema-error.ts';
import type { SchemaFault } from './schema-fault.ts';

const compiled = new WeakMap<TSchema, ValidateFunction>();
let ajv: Ajv | undefined;

/** Compares a value with a schema, which is compiled the first time that it is used. */
export function checkSchema(schema: TSchema, value: Json): readonly SchemaFault[] {
  return toSchemaFaults(errorsOf(schema, value));
}

/** The same for options as they are written: a template may stand where anything else is wanted. */
export function checkTemplates(schema: TSchema, value: Json): readonly SchemaFault[] {
  const errors = errorsOf(schema, value);
  const excused = errors.filter((error) => typeof error.data === 'string' && isTemplate(error.data));
  if (excused.length === 0) return toSchemaFaults(errors);
  return toSchemaFaults(errors, new Set(excused));
}

function errorsOf(schema: TSchema, value: Json): readonly ErrorObject[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    ajv ??= makeAjv();
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(value) ? [] : [...(validate.errors ?? [])];
}

function makeAjv(): Ajv {
  return new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    logger: false,
    formats: {
      'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
      email: /^[^\s@]+@[^\s@]+$/,
      regex: (text: string) => compilePattern(text).ok,
      uri: (text: string) => URL.canParse(text),
    },
  });
}
