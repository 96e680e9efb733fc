import { fillOptions } from '../language/fill.ts';
import type { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import { ok, type Result } from '../model/result.ts';
import type { SpawnResult, StepResult } from '../model/step-type.ts';
import { guardResult } from './guard.ts';
import type { Job, JobEvents } from './job.ts';
import { prepareOptions } from './prepare-options.ts';

/** Takes a step's effect back, where its step type or the step itself says how. */
export async function* undoStep(job: Job): JobEvents {
  const step = job.key.step;
  if (job.step.undo === undefined && job.stepType.undo === undefined) {
    yield { type: 'undo-ended', step, verdict: 'impossible', note: whyImpossible(job) };
    return;
  }
  const prepared = prepareUndo(job);
  if (!prepared.ok) {
    yield { type: 'undo-ended', step, verdict: 'failed', failure: prepared.error };
    return;
  }
  yield { type: 'undo-started', step };
  const result = await guardResult(prepared.value);
  if (result.type !== 'passed') yield { type: 'undo-ended', step, verdict: 'failed', failure: toFailure(result) };
  else
    yield { type: 'undo-ended', step, verdict: 'undone', ...(result.note === undefined ? {} : { note: result.note }) };
}

/** What undoing the step would do, in exact commands; nothing when it cannot be undone. */
export function planUndo(job: Pick<Job, 'step' | 'stepType' | 'item'>, options: JsonObject): readonly string[] {
  if (job.step.undo !== undefined) return [job.step.undo.command.join(' ')];
  return job.stepType.planUndo?.(options, job.item.outputs) ?? [];
}

function prepareUndo(job: Job): Result<() => Promise<StepResult>, Failure> {
  if (job.step.undo !== undefined) {
    const command = fillCommand(job, job.step.undo.command);
    return command.ok ? ok(() => runCommand(job, command.value)) : command;
  }
  const { undo } = job.stepType;
  const options = prepareOptions(job);
  if (!options.ok) return options;
  return ok(
    async () =>
      (await undo?.call(job.stepType, options.value, job.item.outputs, job.context)) ?? { type: 'passed', outputs: {} },
  );
}

function fillCommand(
  job: Job,
  command: readonly [string, ...string[]],
): Result<readonly [string, ...string[]], Failure> {
  const scope = job.scope();
  if (!scope.ok) return scope;
  const filled = fillOptions(command, scope.value, 'undo.command');
  if (!filled.ok) return filled;
  const [program = '', ...args] = Array.isArray(filled.value) ? filled.value.map(String) : [];
  return ok([program, ...args]);
}

async function runCommand(job: Job, command: readonly [string, ...string[]]): Promise<StepResult> {
  const result = await job.context.spawn({ command });
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

function whyImpossible(job: Job): string {
  return job.step.effect === 'irreversible'
    ? 'cannot be undone'
    : `"${job.stepType.type}" does not say how it is undone`;
}
