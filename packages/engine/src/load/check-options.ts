import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { StepType } from '../model/step-type.ts';
import { checkSchema } from './check-schema.ts';
import { wordSchemaFault } from './word-schema-fault.ts';

/** Checks options whose templates were filled; the error is a message of one line. */
export function checkOptions(stepType: StepType, options: Json): Result<JsonObject, string> {
  const [fault] = checkSchema(stepType.options, options);
  if (fault !== undefined) return fail(wordSchemaFault(fault, `"with" of ${stepType.type}`).message);
  return isJsonObject(options) ? ok(options) : fail(`"with" of ${stepType.type} is no mapping`);
}
