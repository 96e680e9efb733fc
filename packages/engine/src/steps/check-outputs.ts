import { checkSchema } from '../load/check-schema.ts';
import { wordSchemaFault } from '../load/word-schema-fault.ts';
import type { Failure } from '../model/failure.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Job } from './job.ts';

/** Why these are not the outputs that the step declares: one is missing, has no form in JSON, or is of another type. */
export function checkOutputs(job: Pick<Job, 'step' | 'stepType'>, outputs: JsonObject): Failure | undefined {
  const { step, stepType } = job;
  const missing = step.outputs.filter((name) => !Object.hasOwn(outputs, name) || outputs[name] === undefined);
  if (missing.length > 0)
    return fault(`the step gave no output "${missing.join('", "')}", expected every output that it declares`);
  for (const [name, value] of Object.entries(outputs)) {
    const odd = findOdd(value);
    if (odd !== undefined) return fault(`output "${name}" holds ${odd}, expected a value that JSON has a form for`);
  }
  const schemas = stepType.outputs(step.with);
  for (const name of step.outputs) {
    const [schema, value] = [schemas[name], outputs[name]];
    const [wrong] = schema === undefined || value === undefined ? [] : checkSchema(schema, value);
    if (wrong !== undefined) return fault(wordSchemaFault(wrong, `output "${name}"`).message);
  }
  return undefined;
}

const deepest = 1000;

/** What a journal would keep as something else, or not at all: `NaN` becomes null there. */
function findOdd(value: Json | undefined, depth = 0): string | undefined {
  if (depth > deepest) return 'lists or mappings nested too deeply';
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value !== 'object') return typeof value;
  for (const child of Array.isArray(value) ? value : Object.values(value)) {
    const odd = findOdd(child as Json | undefined, depth + 1);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

function fault(message: string): Failure {
  const hint = 'Find out why the step gives another value, then retry it; a person can waive it.';
  return { reason: 'output', message, hint };
}
