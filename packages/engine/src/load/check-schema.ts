import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { compilePattern } from '../language/pattern.ts';
import { isTemplate } from '../language/template.ts';
import type { Json } from '../model/json.ts';
import type { SchemaFault } from './schema-fault.ts';
import { settleUnions } from './settle-unions.ts';

const compiled = new WeakMap<TSchema, ValidateFunction>();
let ajv: Ajv | undefined;

/** Compares a value with a schema, which is compiled the first time that it is used. */
export function checkSchema(schema: TSchema, value: Json): readonly SchemaFault[] {
  const errors = errorsOf(schema, value);
  return errors.length === 0 ? [] : settleUnions(errors, new Set());
}

/** The same for options as they are written: a template may stand where anything else is wanted. */
export function checkWritten(schema: TSchema, value: Json): readonly SchemaFault[] {
  const errors = errorsOf(schema, value);
  if (errors.length === 0) return [];
  const isExcused = ({ data, propertyName }: ErrorObject) =>
    typeof data === 'string' && propertyName === undefined && isTemplate(data);
  return settleUnions(errors, new Set(errors.filter(isExcused)));
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
