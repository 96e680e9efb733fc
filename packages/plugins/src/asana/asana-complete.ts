import { defineStepType, type ProbeResult, type StepContext, type StepResult } from '@checklist/engine/plugin';
import { Type } from 'typebox';
import type { AsanaTask } from './asana-shapes.ts';
import { checkTask, readOpenTask } from './asana-task.ts';
import { asanaFailure, inconclusive, tokenVariable } from './connect-asana.ts';

export const asanaComplete = defineStepType({
  type: 'asana.complete',
  summary: 'Completes a task in Asana',
  effect: 'reversible',
  options: Type.Object(
    { task: Type.String({ minLength: 1, description: 'Id of the task.' }) },
    { additionalProperties: false },
  ),
  outputs: () => ({
    task: Type.String({ description: 'Id of the task.' }),
    url: Type.String({ description: 'Link to the task.' }),
  }),
  credentials: [tokenVariable],
  preflight: ({ task }, context) => checkTask(task, context),
  probe: async ({ task }, context): Promise<ProbeResult> => {
    const found = await readOpenTask(task, context);
    if (!found.ok) return found.error.reason === 'not-found' ? conflict(found.error) : cannotTell(found.error);
    if (!found.value.task.isCompleted) return { type: 'absent' };
    return { type: 'done', outputs: outputsOf(found.value.task), note: 'was already complete' };
  },
  plan: ({ task }) => [`complete Asana task ${task}`],
  start: ({ task }, context) => set(task, true, context),
  planUndo: ({ task }) => [`reopen Asana task ${task}`],
  undo: ({ task }, _outputs, context) => set(task, false, context),
});
