import { defineStepType, type Json, type StepContext, type StepResult } from '@checklist/engine/plugin';
import { Type } from 'typebox';
import { toProbeResult, toStepResult } from '../finding/conclude-failure.ts';
import type { AsanaTask } from './asana-shapes.ts';
import { asanaFailure, tokenVariable } from './connect-asana.ts';
import { checkTask, openTask } from './open-task.ts';

export const asanaComplete = defineStepType({
  type: 'asana.complete',
  summary: 'Completes a task in Asana',
  effect: 'reversible',
  options: Type.Object(
    { task: Type.String({ minLength: 1, description: 'Id of the task.', examples: ['1210300000000001'] }) },
    { additionalProperties: false },
  ),
  outputs: () => ({
    task: Type.String({ description: 'Id of the task.' }),
    url: Type.String({ description: 'Link to the task.' }),
    completed_at: Type.String({ description: 'When it was completed, in ISO 8601.' }),
  }),
  credentials: [tokenVariable],
  preflight: ({ task }, context) => checkTask(task, context),
  probe: async (options, context) => {
    const opened = await openTask(options.task, context);
    if (!opened.ok) return toProbeResult(opened.error);
    const { task } = opened.value;
    return task.isCompleted
      ? { type: 'done', outputs: outputsOf(task), note: 'was already complete' }
      : { type: 'absent' };
  },
  plan: ({ task }) => [`complete Asana task ${task}`],
  start: ({ task }, context) => complete(task, context),
  planUndo: ({ task }) => [`reopen Asana task ${task}`],
  undo: ({ task }, { outputs }, context) => reopen(task, outputs.completed_at, context),
});

async function complete(gid: string, context: StepContext): Promise<StepResult> {
  const opened = await openTask(gid, context);
  if (!opened.ok) return toStepResult(opened.error);
  const { asana, task } = opened.value;
  if (task.isCompleted) return { type: 'passed', outputs: outputsOf(task), note: 'was already complete' };
  const changed = await asana.setCompleted(gid, true);
  if (!changed.ok) return toStepResult(asanaFailure(changed.error, `complete Asana task "${gid}"`));
  const outputs = outputsOf(changed.value);
  return { type: 'passed', outputs, evidence: [{ type: 'link', label: task.name, url: task.url }] };
}

/** Who reopened the task and completed it again meant it so. */
async function reopen(gid: string, completedAt: Json | undefined, context: StepContext): Promise<StepResult> {
  const opened = await openTask(gid, context);
  if (!opened.ok) return toStepResult(opened.error);
  const { asana, task } = opened.value;
  if (!task.isCompleted) return { type: 'passed', outputs: {}, note: 'was already open' };
  if (typeof completedAt === 'string' && completedAt !== '' && task.completedAt !== completedAt) {
    const message = `Asana task "${gid}" was completed anew at ${task.completedAt}, expected ${completedAt}`;
    const hint = 'Decide by hand whether it stays complete; nothing was changed.';
    return toStepResult({ reason: 'undo', message, hint });
  }
  const changed = await asana.setCompleted(gid, false);
  if (!changed.ok) return toStepResult(asanaFailure(changed.error, `reopen Asana task "${gid}"`));
  return { type: 'passed', outputs: {} };
}

function outputsOf({ gid, url, completedAt }: AsanaTask) {
  return { task: gid, url, completed_at: completedAt };
}
