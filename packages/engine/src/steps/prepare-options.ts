import { fillOptions } from '../language/fill.ts';
import { checkOptions } from '../load/check-options.ts';
import type { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import { fail, type Result } from '../model/result.ts';
import type { Job } from './job.ts';

/** Fills the templates in a step's options and checks the outcome against the step type's schema. */
export function prepareOptions(job: Pick<Job, 'step' | 'stepType' | 'scope'>): Result<JsonObject, Failure> {
  const scope = job.scope();
  if (!scope.ok) return scope;
  const filled = fillOptions(job.step.with, scope.value);
  if (!filled.ok) return filled;
  const checked = checkOptions(job.stepType, filled.value);
  if (checked.ok) return checked;
  return fail({ reason: 'options', message: checked.error, hint: `Correct "with" of step "${job.step.id}".` });
}
