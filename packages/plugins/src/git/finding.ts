import {
  type Failure,
  fail,
  type JsonObject,
  ok,
  type ProbeResult,
  type Result,
  type StepResult,
} from '@checklist/engine/plugin';
import { concludeFinding, type Finding, probeOf } from '../finding/finding.ts';
import type { GitTrouble } from './git-process.ts';

/** As the note of a step says that its effect was there already. */
export function soAt(commit: string): string {
  return `was already so at ${commit}`;
}

/** What a probe says of a look at the repository. */
export function toProbe<Facts>(found: Result<Finding<Facts>, GitTrouble>): ProbeResult {
  return probeOf(found.ok ? found : fail(troubleWhileLooking(found.error)));
}

/** Acts on what a look at the repository has found absent. */
export function actIfAbsent<Facts>(
  found: Result<Finding<Facts>, GitTrouble>,
  act: (facts: Facts) => Promise<Result<JsonObject, GitTrouble>>,
): Promise<StepResult> {
  return concludeFinding(found.ok ? found : fail(troubleWhileLooking(found.error)), async (facts) => {
    const acted = await act(facts);
    return acted.ok ? ok({ type: 'passed', outputs: acted.value }) : fail(troubleWhileActing(acted.error));
  });
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
