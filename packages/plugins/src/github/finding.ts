import type { Failure, Json, JsonObject, ProbeResult, Result, StepResult } from '@checklist/engine/plugin';
import { toStepResult } from '../http/conclude-failure.ts';
import type { GithubTrouble } from './github-trouble.ts';

/** What a look at GitHub told; when the effect is absent, with the facts that are needed to have it. */
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
export function toProbe<Facts>(found: Result<Finding<Facts>, GithubTrouble>): ProbeResult {
  if (found.ok) return found.value.type === 'absent' ? withoutFacts(found.value) : found.value;
  const failure = troubleWhileLooking(found.error);
  return { type: failure.reason === 'cannot-tell' ? 'cannot-tell' : 'conflict', failure };
}

function withoutFacts({ before }: { readonly before?: Json }): ProbeResult {
  return { type: 'absent', ...(before === undefined ? {} : { before }) };
}

/** Acts on what a look has found absent; what is there already passes, and what is in the way fails. */
export async function actIfAbsent<Facts>(
  found: Result<Finding<Facts>, GithubTrouble>,
  act: (facts: Facts) => Promise<Result<StepResult, GithubTrouble>>,
): Promise<StepResult> {
  if (!found.ok) return toStepResult(troubleWhileLooking(found.error));
  if (found.value.type === 'conflict') return { type: 'failed', failure: found.value.failure };
  if (found.value.type === 'done') return { type: 'passed', outputs: found.value.outputs, note: found.value.note };
  const acted = await act(found.value.facts);
  return acted.ok ? acted.value : toStepResult(troubleWhileActing(acted.error));
}

/** Who may not look cannot tell. */
export function troubleWhileLooking(trouble: GithubTrouble): Failure {
  return failureOf(trouble, 'cannot-tell');
}

/** A refusal leaves things as they were; without an answer the effect may be there. */
export function troubleWhileActing(trouble: GithubTrouble): Failure {
  return failureOf(trouble, 'http-status');
}

function failureOf(trouble: GithubTrouble, whenForbidden: 'cannot-tell' | 'http-status'): Failure {
  const { type, message, hint, details = [] } = trouble;
  const reasons = {
    'no-answer': 'cannot-tell',
    busy: 'cannot-tell',
    token: whenForbidden,
    rights: whenForbidden,
    'not-found': 'not-found',
    refused: 'http-status',
  } as const;
  return { reason: reasons[type], message, hint, ...(details.length > 0 && { details }) };
}
