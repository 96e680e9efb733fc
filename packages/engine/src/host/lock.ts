import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../model/result.ts';
import type { LockOwner } from './host-fault.ts';

/** A hold on a run. */
export interface Lock {
  release(): void;
}

/**
 * Takes the one hold on a run, or tells who has it. The hold is SQLite's file lock, which the operating system takes away
 * from a process that dies: there is no stale lock to judge, and no race in taking one over.
 */
export function acquireLock(folder: string, now: number): Result<Lock, LockOwner | undefined> {
  const database = new DatabaseSync(join(folder, 'lock.db'));
  try {
    database.exec('PRAGMA busy_timeout = 200; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return fail(readOwner(folder));
    throw error;
  }
  const owner: LockOwner = { pid: process.pid, hostname: hostname(), since: now };
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
  return ok({ release: () => database.close() });
}

/** Who holds a run now; nothing when nobody does. The look itself takes a shared hold for an instant, which `acquireLock` sits out. */
export function findHolder(folder: string): LockOwner | undefined {
  const file = join(folder, 'lock.db');
  if (!existsSync(file)) return undefined;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 0');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return undefined;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return readOwner(folder);
  } finally {
    database.close();
  }
}

/** Who took the hold last; tells nothing about whether they still have it. */
function readOwner(folder: string): LockOwner | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as LockOwner;
  } catch {
    return undefined;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
