import type { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import type { StepResult } from '../model/step-type.ts';
import { guard } from './carry-out.ts';
import type { Job, JobEvents } from './job.ts';
import { prepareOptions } from './prepare-options.ts';

/** Takes a step's effect back, where its step type or the step itself says how. */
export async function* undoStep(job: Job): JobEvents {
  const step = job.key.step;
  const options = prepareOptions(job);
  const { undo } = job.stepType;
  const command = job.step.undo?.command;
  if (command === undefined && undo === undefined) {
    yield { type: 'undo-ended', step, verdict: 'impossible', note: whyImpossible(job) };
    return;
  }
  if (!options.ok) {
    yield { type: 'undo-ended', step, verdict: 'failed', failure: options.error };
    return;
  }
  yield { type: 'undo-started', step };
  const result = await guard<StepResult>(
    () => (command === undefined && undo !== undefined ? undo.call(job.stepType, options.value, job.item.outputs, job.context) : runCommand(job, command ?? ['false'])),
    (failure) => ({ type: 'inconclusive', failure }),
  );
  if (result.type === 'passed') yield { type: 'undo-ended', step, verdict: 'undone', ...(result.note === undefined ? {} : { note: result.note }) };
  else yield { type: 'undo-ended', step, verdict: 'failed', failure: toFailure(result) };
}

/** What undoing the step would do, in exact commands; nothing when it cannot be undone. */
export function planUndo(job: Pick<Job, 'step' | 'stepType' | 'item'>, options: JsonObject): readonly string[] {
  if (job.step.undo !== undefined) return [job.step.undo.command.join(' ')];
  return job.stepType.planUndo?.(options, job.item.outputs) ?? [];
}

async function runCommand(job: Job, command: readonly [string, ...string[]]): Promise<StepResult> {
  const result = await job.context.spawn({ command });
  if (result.type === 'exited' && result.exitCode === 0) return { type: 'passed', outputs: {} };
  const found = result.type === 'exited' ? `exit code ${result.exitCode}` : result.type === 'killed' ? `killed by ${result.signal}` : result.message;
  return { type: 'failed', failure: { reason: 'undo', message: `the undo command ended with ${found}, expected exit code 0` } };
}

function toFailure(result: StepResult): Failure {
  if (result.type === 'failed' || result.type === 'inconclusive') return result.failure;
  return { reason: 'undo', message: `the undo came to "${result.type}", expected that it is done` };
}

function whyImpossible(job: Job): string {
  return job.step.effect === 'irreversible' ? 'cannot be undone' : `"${job.stepType.type}" does not say how it is undone`;
}
