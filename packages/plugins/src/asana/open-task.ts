import { type Failure, fail, type Lack, ok, type Result, type StepContext } from '@checklist/engine/plugin';
import type { AsanaClient } from './asana-client.ts';
import type { AsanaTask } from './asana-shapes.ts';
import { asanaFailure, connectAsana, toLack } from './connect-asana.ts';

/** A task, and the client that it was read with. */
export interface OpenedTask {
  readonly asana: AsanaClient;
  readonly task: AsanaTask;
}

/** Reads a task by its id. */
export async function openTask(gid: string, context: StepContext): Promise<Result<OpenedTask, Failure>> {
  const asana = connectAsana(context);
  if (!asana.ok) return asana;
  const task = await asana.value.task(gid);
  return task.ok
    ? ok({ asana: asana.value, task: task.value })
    : fail(asanaFailure(task.error, `read Asana task "${gid}"`));
}

/** What a later change of a task needs: a token that is valid, and the task when it is known already. */
export async function checkTask(gid: string | undefined, context: StepContext): Promise<Lack[]> {
  if (gid !== undefined) {
    const opened = await openTask(gid, context);
    return opened.ok ? [] : [toLack(opened.error)];
  }
  const asana = connectAsana(context);
  if (!asana.ok) return [toLack(asana.error)];
  const me = await asana.value.me();
  return me.ok ? [] : [toLack(asanaFailure(me.error, 'read the account of the token'))];
}
