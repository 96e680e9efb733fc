import { carryOut } from './carry-out.ts';
import { ended, type Job, type JobEvents } from './job.ts';
import { prepareOptions } from './prepare-options.ts';

/** Looks again at work that goes on elsewhere, or reads a polled step again. */
export async function* checkStep(job: Job): JobEvents {
  const options = prepareOptions(job);
  if (!options.ok) {
    yield ended(job, 'inconclusive', { failure: options.error });
    return;
  }
  const { check } = job.stepType;
  const handle = job.item.pending?.handle ?? null;
  if (job.step.poll !== undefined) {
    yield* carryOut(job, (context) => job.stepType.start(options.value, context));
  } else if (check !== undefined) {
    yield* carryOut(job, (context) => check.call(job.stepType, handle, options.value, context));
  } else {
    const message = `step type "${job.stepType.type}" said that work goes on, but cannot look at it again`;
    yield ended(job, 'inconclusive', { failure: { reason: 'cannot-tell', message } });
  }
}
