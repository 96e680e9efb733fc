import { fillOptions } from '../language/fill.ts';
import type { Scope } from '../language/scope.ts';
import { checkOptions } from '../load/check-options.ts';
import type { Step } from '../model/checklist.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { StepType } from '../model/step-type.ts';

/** What a step would do in words, and its options when all of them are known. */
export interface StepPlan {
  readonly lines: readonly string[];
  readonly options?: JsonObject;
}

/** Says what a step would do as far as the scope tells; what is not known yet stands there as it was written. */
export function describePlan(step: Step, stepType: StepType | undefined, scope: Scope): StepPlan {
  const filled = fillOptions(step.with, scope);
  const checked = filled.ok && stepType !== undefined ? checkOptions(stepType, filled.value) : undefined;
  if (checked?.ok === true) return { lines: planLines(step, stepType, checked.value), options: checked.value };
  const asWritten = fillWhereKnown(step.with, scope);
  const isReadable = stepType !== undefined && isJsonObject(asWritten) && checkOptions(stepType, asWritten).ok;
  return { lines: isReadable ? planLines(step, stepType, asWritten) : writtenLines(asWritten) };
}

/** A plan is only words: a step type that cannot give any is no reason to stop. */
function planLines(step: Step, stepType: StepType | undefined, options: JsonObject): readonly string[] {
  try {
    return stepType?.plan?.(options) ?? [step.title];
  } catch {
    return writtenLines(options);
  }
}

function fillWhereKnown(value: Json, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((element: Json) => fillWhereKnown(element, scope));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillWhereKnown(one, scope)]));
  }
  const filled = fillOptions(value, scope);
  return filled.ok ? filled.value : value;
}

function writtenLines(options: Json): string[] {
  if (!isJsonObject(options)) return [JSON.stringify(options)];
  return Object.entries(options).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}
