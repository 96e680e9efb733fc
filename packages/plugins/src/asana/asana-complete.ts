import { defineStepType, type StepContext, type StepResult } from '@checklist/engine/plugin';
import { Type } from 'typebox';
import { toProbeResult, toStepResult } from '../http/conclude-failure.ts';
import { asanaFailure, tokenVariable } from './connect-asana.ts';
import { checkTask, openTask } from './open-task.ts';

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
  probe: async (options, context) => {
    const opened = await openTask(options.task, context);
    if (!opened.ok) return toProbeResult(opened.error);
    const { gid, url, isCompleted } = opened.value.task;
    return isCompleted
      ? { type: 'done', outputs: { task: gid, url }, note: 'was already complete' }
      : { type: 'absent' };
  },
  plan: ({ task }) => [`complete Asana task ${task}`],
  start: ({ task }, context) => setCompleted(task, true, context),
  planUndo: ({ task }) => [`reopen Asana task ${task}`],
  undo: ({ task }, _outputs, context) => setCompleted(task, false, context),
});

async function setCompleted(gid: string, wanted: boolean, context: StepContext): Promise<StepResult> {
  const opened = await openTask(gid, context);
  if (!opened.ok) return toStepResult(opened.error);
  const { asana, task } = opened.value;
  const outputs = { task: task.gid, url: task.url };
  if (task.isCompleted === wanted)
    return { type: 'passed', outputs, note: `was already ${wanted ? 'complete' : 'open'}` };
  const changed = await asana.setCompleted(gid, wanted);
  if (!changed.ok)
    return toStepResult(asanaFailure(changed.error, `${wanted ? 'complete' : 'reopen'} Asana task "${gid}"`));
  return { type: 'passed', outputs, evidence: [{ type: 'link', label: task.name, url: task.url }] };
}
