import type { Round } from '../model/run-state.ts';
import type { Status } from '../model/status.ts';

/** The status that a finished step had before it was asked about again. */
export function settledStatus(round: Round): Status {
  if (round.decision !== undefined) return round.decision.type;
  return round.attempts.at(-1)?.verdict === 'passed' ? 'passed' : 'pending';
}
