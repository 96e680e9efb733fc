import { hasUndoCommand } from '../core/deeds.ts';
import type { Scope } from '../language/scope.ts';
import type { Step } from '../model/checklist.ts';
import type { Effect } from '../model/effect.ts';
import type { UndoCommand } from '../model/event.ts';
import type { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import { ok, type Result } from '../model/result.ts';
import type { Round } from '../model/run-state.ts';
import type { Done, SpawnResult, StepContext, StepResult, StepType } from '../model/step-type.ts';
import { guardResult } from './guard.ts';
import type { Job, JobEvents } from './job.ts';
import { prepareOptions } from './prepare-options.ts';
import { fillUndoCommand } from './undo-command.ts';

/** A deed, with all that taking it back needs. */
export interface UndoSubject {
  readonly step: Step;
  readonly round: Round;
  readonly detour?: number | undefined;
  readonly stepTypes: ReadonlyMap<string, StepType>;
  readonly scope: () => Result<Scope, Failure>;
}

/** How a deed is taken back. */
export type UndoWay =
  | { readonly type: 'impossible'; readonly why: string }
  | { readonly type: 'command'; readonly command: readonly [string, ...string[]] }
  | { readonly type: 'step-type'; readonly stepType: StepType; readonly options: JsonObject; readonly done: Done };

/** Finds how a deed is taken back: as the step itself says, else as the step type does, by what was kept when it began. */
export function findUndoWay(subject: UndoSubject): Result<UndoWay, Failure> {
  const { step, round, stepTypes } = subject;
  const { basis } = round;
  const begun = round.attempts.findLast(({ startedAt }) => startedAt !== undefined);
  if (begun?.isByHand === true) {
    const who = round.answeredBy?.name ?? 'a person';
    return ok({ type: 'impossible', why: `${who} did it by hand, and takes it back by hand` });
  }
  const command = findCommand(subject);
  if (!command.ok) return command;
  if (command.value !== undefined) {
    const filled = fillUndoCommand(command.value, round.outputs);
    return filled.ok ? ok({ type: 'command', command: filled.value }) : filled;
  }
  const typeName = basis?.stepType ?? step.type;
  const stepType = stepTypes.get(typeName);
  if (stepType?.undo === undefined)
    return ok({ type: 'impossible', why: whyImpossible(basis?.effect ?? step.effect, typeName) });
  // Without what was kept when it began, the options are as the checklist gives them now.
  const options = basis === undefined ? prepareOptions({ ...subject, stepType }) : ok(basis.options);
  if (!options.ok) return options;
  return ok({ type: 'step-type', stepType, options: options.value, done: toDone(round) });
}

/** The exact commands or texts of a way back. */
export function describeUndo(way: UndoWay, quote: (command: readonly string[]) => string): readonly string[] {
  if (way.type === 'impossible') return [];
  if (way.type === 'command') return [quote(way.command)];
  return way.stepType.planUndo?.(way.options, way.done) ?? [];
}

/** Takes a deed back. */
export async function* undoStep(job: Job, subject: UndoSubject): JobEvents {
  const { step, round } = job.key;
  const key = { step, round, ...(subject.detour === undefined ? {} : { attempt: subject.detour }) };
  const way = findUndoWay(subject);
  if (!way.ok) return yield { type: 'undo-ended', ...key, verdict: 'failed', failure: way.error };
  if (way.value.type === 'impossible')
    return yield { type: 'undo-ended', ...key, verdict: 'impossible', note: way.value.why };
  yield { type: 'undo-started', ...key };
  const result = await takeBack(way.value, job.context);
  if (result.type !== 'passed')
    return yield { type: 'undo-ended', ...key, verdict: 'failed', failure: withLog(job, toFailure(result)) };
  const note = result.note === undefined ? {} : { note: result.note };
  yield { type: 'undo-ended', ...key, verdict: 'undone', ...note };
}

function takeBack(way: Exclude<UndoWay, { type: 'impossible' }>, context: StepContext): Promise<StepResult> {
  if (way.type === 'command') return runCommand(way.command, context);
  const { stepType, options, done } = way;
  const undone = async () =>
    (await stepType.undo?.(options, done, context)) ?? ({ type: 'passed', outputs: {} } as const);
  return guardResult(undone);
}

function toDone({ outputs, handle, basis }: Round): Done {
  return {
    outputs,
    ...(handle === undefined ? {} : { handle }),
    ...(basis?.before === undefined ? {} : { before: basis.before }),
  };
}

/** What was not kept is filled as the checklist gives it now. */
function findCommand({ step, round, scope }: UndoSubject): Result<UndoCommand | undefined, Failure> {
  if (!hasUndoCommand(step, round.basis)) return ok(undefined);
  if (step.undo === undefined || round.basis?.undo !== undefined) return ok(round.basis?.undo);
  const known = scope();
  return known.ok ? ok({ ...step.undo, scope: known.value }) : known;
}

async function runCommand(command: readonly [string, ...string[]], context: StepContext): Promise<StepResult> {
  const result = await context.spawn({ command });
  if (result.type === 'exited' && result.exitCode === 0) return { type: 'passed', outputs: {} };
  const message = `the undo command ${howItEnded(result)}, expected exit code 0`;
  return { type: 'failed', failure: { reason: 'undo', message } };
}

function howItEnded(result: SpawnResult): string {
  switch (result.type) {
    case 'exited':
      return `ended with exit code ${result.exitCode}`;
    case 'killed':
      return `was killed by ${result.signal}`;
    case 'spawn-failed':
      return `could not be started: ${result.message}`;
  }
}

function toFailure(result: StepResult): Failure {
  if (result.type === 'failed' || result.type === 'inconclusive') return result.failure;
  return { reason: 'undo', message: `the undo came to "${result.type}", expected that it is done` };
}

function withLog(job: Job, failure: Failure): Failure {
  const log = job.log();
  return log === undefined ? failure : { log, ...failure };
}

function whyImpossible(effect: Effect, typeName: string): string {
  return effect === 'irreversible' ? 'it cannot be taken back' : `"${typeName}" does not say how it is taken back`;
}
