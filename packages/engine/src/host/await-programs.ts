import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptKey } from '../model/event.ts';
import type { OpenRun } from './open-run.ts';

/** Milliseconds between two looks at a program that another process started. */
const lookEvery = 200;

/**
 * Waits while programs of an attempt that was cut off are still running: before they have ended nobody can say what became of
 * it, and a second start would run beside them. False when the run was stopped or a person decided on the step meanwhile.
 */
export async function awaitPrograms(
  run: OpenRun,
  index: number,
  key: AttemptKey,
  signal: AbortSignal,
): Promise<boolean> {
  const isUnknown = () => run.recorder.state.items.get(index).status === 'unknown';
  let told = '';
  for (;;) {
    const pids = run.programs.findRunning(key);
    if (pids.length === 0 || signal.aborted || !isUnknown()) return !signal.aborted && isUnknown();
    const text = describe(pids);
    if (text !== told) run.onProgress({ type: 'progress', step: key.step, progress: { text } });
    told = text;
    await sleep(lookEvery, undefined, { signal }).catch(() => {});
  }
}

function describe(pids: readonly number[]): string {
  const which =
    pids.length === 1
      ? `process ${pids[0]} of the attempt that was cut off is`
      : `processes ${pids.join(', ')} of the attempt that was cut off are`;
  return `${which} still running; end it with: kill -- ${pids.map((pid) => `-${pid}`).join(' ')}`;
}
