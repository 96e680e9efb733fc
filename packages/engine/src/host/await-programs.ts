import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptKey } from '../model/event.ts';
import type { OpenRun } from './open-run.ts';

/** Milliseconds between two looks at a program that another process started. */
const lookEvery = 200;

/**
 * Waits while programs of attempts that were cut off are still running: before they have ended nobody can say what became of
 * them, and a second start would run beside them. False when the run was stopped or nobody wants to know any more.
 */
export async function awaitPrograms(
  run: OpenRun,
  keys: readonly AttemptKey[],
  isWanted: () => boolean,
  signal: AbortSignal,
): Promise<boolean> {
  let told = '';
  for (;;) {
    const pids = keys.flatMap((key) => run.programs.findRunning(key));
    if (pids.length === 0 || signal.aborted || !isWanted()) return !signal.aborted && isWanted();
    const text = describe(pids);
    if (text !== told) run.onProgress({ type: 'progress', step: keys[0]?.step ?? '', progress: { text } });
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
