import { type Failure, fail, type ProbeResult, type Result, type StepResult } from '@checklist/engine/plugin';
import { concludeFinding, type Finding, probeOf } from '../finding/finding.ts';
import type { GithubTrouble } from './github-trouble.ts';

/** What a probe says of a look at GitHub. */
export function toProbe<Facts>(found: Result<Finding<Facts>, GithubTrouble>): ProbeResult {
  return probeOf(found.ok ? found : fail(troubleWhileLooking(found.error)));
}

/** Acts on what a look at GitHub has found absent. */
export function actIfAbsent<Facts>(
  found: Result<Finding<Facts>, GithubTrouble>,
  act: (facts: Facts) => Promise<Result<StepResult, GithubTrouble>>,
): Promise<StepResult> {
  return concludeFinding(found.ok ? found : fail(troubleWhileLooking(found.error)), async (facts) => {
    const acted = await act(facts);
    return acted.ok ? acted : fail(troubleWhileActing(acted.error));
  });
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
