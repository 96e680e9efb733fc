import type { TSchema } from 'typebox';
import type { Json } from '../model/json.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { checkSchema } from './check-schema.ts';
import { wordSchemaFault } from './word-schema-fault.ts';

/** Checks a file of another kind than a checklist against its schema; each error is one line that names the file. */
export function checkData<T>(schema: TSchema, value: Json, file: string): Result<T, readonly string[]> {
  const faults = checkSchema(schema, value);
  if (faults.length === 0) return ok(value as T);
  return fail(
    faults.map((fault) => {
      const { message, hint } = wordSchemaFault(fault, 'the scenario');
      return `${file}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
    }),
  );
}
