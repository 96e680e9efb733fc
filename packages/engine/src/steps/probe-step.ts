import { formatDuration } from '../language/duration.ts';
import type { JsonObject } from '../model/json.ts';
import type { ProbeResult } from '../model/step-type.ts';
import { guardProbe } from './guard.ts';
import type { Job } from './job.ts';

/** Asks the world whether the step's effect is there; a step type without a probe has to be started. */
export async function probeStep(
  job: Pick<Job, 'step' | 'stepType' | 'context'>,
  options: JsonObject,
): Promise<ProbeResult> {
  const { probe } = job.stepType;
  if (probe === undefined || job.step.poll !== undefined) return { type: 'absent' };
  return guardProbe(() => probe.call(job.stepType, options, job.context));
}

/** The same within the time that the step has for an attempt: a look only reads, so that it need not be waited for. */
export async function probeInTime(job: Job, options: JsonObject): Promise<ProbeResult> {
  const { timeout } = job.step;
  if (timeout === undefined) return probeStep(job, options);
  const limit = AbortSignal.timeout(Math.min(timeout, longestTimer));
  const { promise: isUp, resolve } = Promise.withResolvers<ProbeResult>();
  limit.addEventListener('abort', () => resolve(tooLate(timeout)), { once: true });
  return Promise.race([probeStep({ ...job, context: job.limitContext(limit) }, options), isUp]);
}

/** The longest that a timer of Node can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

function tooLate(timeout: number): ProbeResult {
  const message = `it took longer than ${formatDuration(timeout)} to find out whether it is done already`;
  const hint = 'Retry the step, or give it a longer "timeout".';
  return { type: 'cannot-tell', failure: { reason: 'timed-out', message, hint } };
}
