import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, type Result } from '../model/result.ts';
import type { HostFault } from './host-fault.ts';
import { acquireLock, type Lock, lockFile } from './lock.ts';
import { runFolder } from './run-folder.ts';

/** Who wants to hold a run, and whether only for a moment. */
export interface HoldRequest {
  readonly directory: string;
  readonly runId: string;
  readonly isBrief: boolean;
  now(): number;
}

/** Milliseconds that somebody has who holds a run only for a moment, and between two looks whether they are gone. */
const patience = 10_000;
const lookEvery = 50;

/** Takes the hold on a run. Faults: somebody else has it and stays, or its folder takes no file. */
export async function holdRun(request: HoldRequest): Promise<Result<Lock, HostFault>> {
  for (const end = performance.now() + patience; ; await sleep(lookEvery)) {
    const lock = tryToHold(request);
    const isPassing = !lock.ok && lock.error.type === 'locked' && lock.error.owner?.isBrief === true;
    if (!isPassing || performance.now() >= end) return lock;
  }
}

function tryToHold({ directory, runId, isBrief, now }: HoldRequest): Result<Lock, HostFault> {
  const { root } = runFolder(directory, runId);
  const owner = { pid: process.pid, hostname: hostname(), since: now(), ...(isBrief ? { isBrief } : {}) };
  try {
    const lock = acquireLock(root, owner);
    if (lock.ok) return lock;
    return fail({ type: 'locked', runId, ...(lock.error === undefined ? {} : { owner: lock.error }) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail({ type: 'unlockable', path: lockFile(root), message });
  }
}
