import { isStricter } from '../model/effect.ts';
import type { JsonObject } from '../model/json.ts';
import type { ProbeResult } from '../model/step-type.ts';
import { carryOut, guard } from './carry-out.ts';
import { conclude } from './conclude.ts';
import { ended, type Job, type JobEvents } from './job.ts';
import { prepareOptions } from './prepare-options.ts';

/** Makes one attempt: fill the options, look whether it is done already, ask before what cannot be undone, start. */
export async function* startStep(job: Job): JobEvents {
  const options = prepareOptions(job);
  if (!options.ok) {
    yield ended(job, options.error.reason === 'options' ? 'failed' : 'inconclusive', { failure: options.error });
    return;
  }
  const probed = await probeStep(job, options.value);
  if (probed.type === 'done') {
    yield* conclude(job, { outputs: probed.outputs, note: probed.note });
    return;
  }
  if (probed.type !== 'absent') {
    yield ended(job, probed.type === 'conflict' ? 'failed' : 'inconclusive', { failure: probed.failure });
    return;
  }
  const plan = planStep(job, options.value);
  if (needsConfirmation(job, plan)) {
    yield { type: 'question-asked', ...job.key, ask: confirmation(job, plan) };
    return;
  }
  const isSeen = isStricter(job.step.effect, 'local');
  yield { type: 'attempt-started', ...job.key, ...(isSeen ? { plan } : {}) };
  yield* carryOut(job, (context) => job.stepType.start(options.value, context));
}

/** Asks the world whether the step's effect is there; a step type without a probe has to be started. */
export async function probeStep(
  job: Pick<Job, 'step' | 'stepType' | 'context'>,
  options: JsonObject,
): Promise<ProbeResult> {
  const { probe } = job.stepType;
  if (probe === undefined || job.step.poll !== undefined) return { type: 'absent' };
  return guard(
    () => probe.call(job.stepType, options, job.context),
    (failure) => ({ type: 'cannot-tell', failure }),
  );
}

/** The exact commands or texts that starting the step would use. */
export function planStep(job: Pick<Job, 'step' | 'stepType'>, options: JsonObject): readonly string[] {
  return job.stepType.plan?.(options) ?? [job.step.title];
}

function needsConfirmation(job: Job, plan: readonly string[]): boolean {
  const asksFirst = job.step.confirm === true || job.step.effect === 'irreversible';
  if (!asksFirst || (job.isConfirmedUpFront && job.item.attempts.length === 0)) return false;
  const { confirmed } = job.item;
  return confirmed === undefined || confirmed.join('\n') !== plan.join('\n');
}

function confirmation(job: Job, plan: readonly string[]) {
  const isFinal = job.step.effect === 'irreversible';
  return {
    kind: 'confirmation' as const,
    instructions: isFinal ? 'This cannot be undone.' : 'This step asks before it starts.',
    questions: [{ name: 'confirm', type: 'confirm' as const, label: `${job.step.title}?`, default: false }],
    plan,
  };
}
