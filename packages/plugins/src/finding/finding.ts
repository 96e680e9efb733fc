import type { Failure, Json, JsonObject, ProbeResult, Result, StepResult } from '@checklist/engine/plugin';
import { toStepResult } from './conclude-failure.ts';

/** What a look at the world told; when the effect is absent, with the facts that are needed to have it. */
export type Finding<Facts> =
  | Exclude<ProbeResult, { type: 'absent' | 'cannot-tell' }>
  | { readonly type: 'absent'; readonly facts: Facts; readonly before?: Json };

/** The effect is there already. */
export function alreadySo(outputs: JsonObject, note: string): Finding<never> {
  return { type: 'done', outputs, note };
}

/** Something else is there; the message holds both values. */
export function conflict(message: string, hint: string): Finding<never> {
  return { type: 'conflict', failure: { reason: 'conflict', message, hint } };
}

/** What a probe says of a look. */
export function probeOf<Facts>(found: Result<Finding<Facts>, Failure>): ProbeResult {
  if (found.ok) return found.value.type === 'absent' ? withoutFacts(found.value) : found.value;
  return { type: found.error.reason === 'cannot-tell' ? 'cannot-tell' : 'conflict', failure: found.error };
}

function withoutFacts({ before }: { readonly before?: Json }): ProbeResult {
  return { type: 'absent', ...(before === undefined ? {} : { before }) };
}

/** Acts on what a look has found absent; what is there already passes, and what is in the way fails. */
export async function concludeFinding<Facts>(
  found: Result<Finding<Facts>, Failure>,
  act: (facts: Facts) => Promise<Result<StepResult, Failure>>,
): Promise<StepResult> {
  if (!found.ok) return toStepResult(found.error);
  if (found.value.type === 'conflict') return { type: 'failed', failure: found.value.failure };
  if (found.value.type === 'done') return { type: 'passed', outputs: found.value.outputs, note: found.value.note };
  const acted = await act(found.value.facts);
  return acted.ok ? acted.value : toStepResult(acted.error);
}
