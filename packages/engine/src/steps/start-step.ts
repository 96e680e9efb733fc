import { fillOptions } from '../language/fill.ts';
import type { Step } from '../model/checklist.ts';
import { isStricter } from '../model/effect.ts';
import type { AttemptStarted } from '../model/event.ts';
import type { Failure } from '../model/failure.ts';
import { isSignOff } from '../model/is-sign-off.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Question } from '../model/question.ts';
import { ok, type Result } from '../model/result.ts';
import type { Attempt, Round } from '../model/run-state.ts';
import { carryOut } from './carry-out.ts';
import { conclude } from './conclude.ts';
import { guard } from './guard.ts';
import { ended, type Job, type JobEvents } from './job.ts';
import { prepareOptions } from './prepare-options.ts';
import { probeInTime } from './probe-step.ts';
import { keepUndoCommand } from './undo-command.ts';

/** Makes one attempt: fill the options, look whether it is done already, ask before what cannot be undone, start. */
export async function* startStep(job: Job): JobEvents {
  const options = prepareOptions(job);
  if (!options.ok) {
    yield ended(job, options.error.reason === 'options' ? 'failed' : 'inconclusive', { failure: options.error });
    return;
  }
  const probed = await probeInTime(job, options.value);
  if (probed.type === 'done') {
    yield* conclude(job, { outputs: probed.outputs, note: probed.note });
    return;
  }
  if (probed.type !== 'absent') {
    yield ended(job, probed.type === 'conflict' ? 'failed' : 'inconclusive', { failure: probed.failure });
    return;
  }
  const plan = await guard<readonly string[] | Failure>(
    async () => planStep(job, options.value),
    (bug) => bug,
  );
  if ('reason' in plan) {
    yield ended(job, 'inconclusive', { failure: plan });
    return;
  }
  const word = confirmationWord(job);
  if (!word.ok) {
    yield ended(job, 'inconclusive', { failure: word.error });
    return;
  }
  if (needsConfirmation(job, plan, word.value)) {
    yield { type: 'question-asked', ...job.key, ask: confirmation(job, plan, word.value) };
    return;
  }
  const isSeen = isStricter(job.step.effect, 'local');
  const basis = basisOf(job, options.value, probed.before);
  yield { type: 'attempt-started', ...job.key, ...(isSeen ? { plan } : {}), ...basis };
  yield* carryOut(job, (context) => job.stepType.start(options.value, context));
}

/** What an undo needs is kept as it is now: by then the checklist may read otherwise. */
function basisOf(
  { stepType, step, scope }: Job,
  options: JsonObject,
  before: Json | undefined,
): Pick<AttemptStarted, 'basis'> {
  const { type, effect, undo } = step;
  if (stepType.undo === undefined && (undo === undefined || effect === 'reads')) return {};
  const known = scope();
  const command = undo === undefined || !known.ok ? {} : { undo: keepUndoCommand(undo.command, known.value) };
  const seen = before === undefined ? {} : { before };
  return {
    basis: { stepType: type, options: stepType.undo === undefined ? {} : options, effect, ...command, ...seen },
  };
}

/** The exact commands or texts that starting the step would use. */
export function planStep(job: Pick<Job, 'step' | 'stepType'>, options: JsonObject): readonly string[] {
  return job.stepType.plan?.(options) ?? [job.step.title];
}

/** What has to be typed to confirm the step; nothing where a yes is enough. */
function confirmationWord({ step, scope }: Job): Result<string | undefined, Failure> {
  if (typeof step.confirm !== 'object') return ok(undefined);
  const known = scope();
  if (!known.ok) return known;
  const filled = fillOptions(step.confirm.word, known.value, 'confirm.word');
  return filled.ok ? ok(String(filled.value)) : filled;
}

/** Whether somebody has to agree before the step starts. */
export function asksFirst({ confirm = false, effect }: Step): boolean {
  return confirm !== false || effect === 'irreversible';
}

/** Tells whether nobody knows how an attempt ended that was begun. */
export function isCutOff({ startedAt, verdict, isByHand }: Attempt): boolean {
  return startedAt !== undefined && verdict === undefined && isByHand !== true;
}

/** The round in which an attempt was left under way, of a step that cannot tell by itself what became of it. */
function findLeftRound({ step, stepType, item }: Job): Round | undefined {
  const isHarmless = step.effect === 'reads' || stepType.repeatable === true || isSignOff(step);
  if (isHarmless || stepType.probe !== undefined) return undefined;
  const hasStarted = item.attempts.some(({ startedAt }) => startedAt !== undefined);
  return hasStarted ? undefined : item.earlier.findLast(({ attempts }) => attempts.some(isCutOff));
}

function needsConfirmation(job: Job, plan: readonly string[], word: string | undefined): boolean {
  const { step, key, item } = job;
  const said = word === undefined ? '' : `=${word}`;
  const isConfirmedUpFront = [step.id, key.step].some((id) => job.confirmedUpFront.includes(`${id}${said}`));
  // What was said at the start was said of the first attempt: a retry or a new round is another decision.
  const isFirst = key.round === 1 && item.attempts.length === 0;
  if (!asksFirst(step) && findLeftRound(job) === undefined) return false;
  if (isConfirmedUpFront && isFirst) return false;
  return item.confirmed === undefined || JSON.stringify(item.confirmed) !== JSON.stringify(job.mask(plan));
}

function confirmation(job: Job, plan: readonly string[], word: string | undefined) {
  const { step } = job;
  const left = findLeftRound(job);
  const why =
    step.effect === 'irreversible'
      ? ['This cannot be undone.']
      : asksFirst(step)
        ? ['This step asks before it starts.']
        : [];
  const again =
    left === undefined
      ? []
      : [`Round ${left.round} was left before it told how it ended: look whether it happened, it may be done twice.`];
  const question: Question =
    word === undefined
      ? { name: 'confirm', type: 'confirm', label: `${step.title}?`, default: false }
      : { name: 'confirm', type: 'text', label: `${step.title}? Type "${word}" to confirm`, word };
  return {
    kind: 'confirmation' as const,
    instructions: [...again, ...why].join(' '),
    questions: [question],
    plan,
  };
}
