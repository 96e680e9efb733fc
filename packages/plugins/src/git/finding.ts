import type { Failure, Json, JsonObject, ProbeResult, Result, StepResult } from '@checklist/engine/plugin';
import type { GitTrouble } from './git-process.ts';

/** What a look at the repository told; when the effect is absent, with the facts that are needed to have it. */
export type Finding<Facts> =
  | Exclude<ProbeResult, { type: 'absent' | 'cannot-tell' }>
  | { readonly type: 'absent'; readonly facts: Facts; readonly before?: Json };

/** The effect is there already, at this commit. */
export function alreadySo(outputs: JsonObject, commit: string): Finding<never> {
  return { type: 'done', outputs, note: `was already so at ${commit}` };
}

/** Something else is there; the message holds both values. */
export function conflict(message: string, hint: string): Finding<never> {
  return { type: 'conflict', failure: { reason: 'conflict', message, hint } };
}

/** What a probe says of a look. */
export function toProbe<Facts>(found: Result<Finding<Facts>, GitTrouble>): ProbeResult {
  if (found.ok) return found.value.type === 'absent' ? withoutFacts(found.value) : found.value;
  const failure = troubleWhileLooking(found.error);
  return { type: failure.reason === 'cannot-tell' ? 'cannot-tell' : 'conflict', failure };
}

function withoutFacts({ before }: { readonly before?: Json }): ProbeResult {
  return { type: 'absent', ...(before === undefined ? {} : { before }) };
}

/** Acts on what a look has found absent; what is there already passes, and what is in the way fails. */
export async function actIfAbsent<Facts>(
  found: Result<Finding<Facts>, GitTrouble>,
  act: (facts: Facts) => Promise<Result<JsonObject, GitTrouble>>,
): Promise<StepResult> {
  if (!found.ok) return toStepResult(troubleWhileLooking(found.error));
  if (found.value.type === 'conflict') return { type: 'failed', failure: found.value.failure };
  if (found.value.type === 'done') return { type: 'passed', outputs: found.value.outputs, note: found.value.note };
  const acted = await act(found.value.facts);
  return acted.ok ? { type: 'passed', outputs: acted.value } : toStepResult(troubleWhileActing(acted.error));
}

/** Failed, or inconclusive when the world could not be told. */
export function toStepResult(failure: Failure): StepResult {
  return { type: failure.reason === 'cannot-tell' ? 'inconclusive' : 'failed', failure };
}

/** Before anything was changed, trouble says nothing of the effect. */
export function troubleWhileLooking(trouble: GitTrouble): Failure {
  return failureOf(trouble, 'cannot-tell');
}

/** A command that was to change something did not. */
export function troubleWhileActing(trouble: GitTrouble): Failure {
  return failureOf(trouble, 'exit-code');
}

function failureOf({ type, message, hint, details = [] }: GitTrouble, unsure: 'cannot-tell' | 'exit-code'): Failure {
  const reasons = {
    name: 'options',
    remote: 'options',
    revision: 'not-found',
    unreachable: 'cannot-tell',
    command: unsure,
  } as const;
  return {
    reason: reasons[type],
    message,
    ...(hint !== undefined && { hint }),
    ...(details.length > 0 && { details }),
  };
}
