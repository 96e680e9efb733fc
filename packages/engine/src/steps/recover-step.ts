import { recoveryQuestions } from '../core/recovery-questions.ts';
import type { Ask } from '../model/question.ts';
import { conclude } from './conclude.ts';
import { guard } from './guard.ts';
import { ended, type Job, type JobEvents } from './job.ts';
import { prepareOptions } from './prepare-options.ts';
import { probeInTime } from './probe-step.ts';
import { planStep } from './start-step.ts';

/**
 * Finds out what became of an attempt that was cut off. What only reads is made again; else the world is asked, and where it
 * cannot tell, a person is. It is never simply done a second time.
 */
export async function* recoverStep(job: Job): JobEvents {
  const failure = { reason: 'interrupted', message: 'the attempt was cut off' } as const;
  if (job.step.effect === 'reads' || job.stepType.repeatable === true) {
    yield ended(job, 'interrupted', { failure });
    return;
  }
  const options = prepareOptions(job);
  if (!options.ok) {
    yield { type: 'question-asked', ...job.key, ask: recovery(job, [], options.error.message) };
    return;
  }
  const plan = await guard(
    async () => planStep(job, options.value),
    () => [],
  );
  const probed = job.stepType.probe === undefined ? undefined : await probeInTime(job, options.value);
  if (probed?.type === 'done')
    yield* conclude(job, { outputs: probed.outputs, note: `was cut off, but ${probed.note}` });
  else if (probed?.type === 'absent') yield ended(job, 'interrupted', { failure });
  else if (probed?.type === 'conflict') yield ended(job, 'failed', { failure: probed.failure });
  else yield { type: 'question-asked', ...job.key, ask: recovery(job, plan, probed?.failure.message) };
}

function recovery(job: Job, plan: readonly string[], why: string | undefined): Ask {
  const startedAt = job.item.attempts.at(-1)?.startedAt;
  const log = job.log();
  const facts = [
    `Attempt ${job.key.attempt} of "${job.step.title}" was cut off before it told how it ended.`,
    startedAt === undefined ? '' : `It was started at ${new Date(startedAt).toISOString()}.`,
    log === undefined ? '' : `Its output is in \`${log}\`.`,
    why === undefined ? 'Nothing can be asked whether it happened.' : `Asking the world did not help: ${why}.`,
    'Look, and say whether it happened.',
  ];
  return {
    kind: 'recovery',
    instructions: facts.filter((fact) => fact !== '').join(' '),
    questions: recoveryQuestions(job.step),
    plan,
  };
}
