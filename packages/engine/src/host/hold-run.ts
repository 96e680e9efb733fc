import { fail, type Result } from '../model/result.ts';
import type { HostFault } from './host-fault.ts';
import { acquireLock, type Lock } from './lock.ts';
import { runFolder } from './run-folder.ts';

/** Takes the hold on a run. Faults: somebody else has it, or its folder takes no file. */
export function holdRun(directory: string, runId: string, now: number): Result<Lock, HostFault> {
  const { root } = runFolder(directory, runId);
  try {
    const lock = acquireLock(root, now);
    if (lock.ok) return lock;
    return fail({ type: 'locked', runId, ...(lock.error === undefined ? {} : { owner: lock.error }) });
  } catch (error) {
    return fail({ type: 'unwritable', path: root, message: error instanceof Error ? error.message : String(error) });
  }
}
