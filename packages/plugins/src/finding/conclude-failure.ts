import type { Failure, ProbeResult, StepResult } from '@checklist/engine/plugin';

/** A change that met this failure: failed when it was surely not carried out, else inconclusive. */
export function toStepResult(failure: Failure): StepResult {
  return { type: failure.reason === 'cannot-tell' ? 'inconclusive' : 'failed', failure };
}

/** A look that met this failure: only what is surely missing or in the way is a verdict. */
export function toProbeResult(failure: Failure): ProbeResult {
  const isVerdict = failure.reason === 'not-found' || failure.reason === 'conflict';
  return { type: isVerdict ? 'conflict' : 'cannot-tell', failure };
}
