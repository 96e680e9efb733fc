import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
export function acquireLock(folder: string, owner: LockOwner): Result<Lock, LockOwner | undefined> {
  const database = new DatabaseSync(lockFile(folder));
  try {
    database.exec('PRAGMA busy_timeout = 200; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    writeOwner(folder, owner);
  } catch (error) {
    database.close();
    if (isBusy(error)) return fail(readOwner(folder));
    throw error;
  }
  return ok({ release: () => database.close() });
}

/**
 * Who holds a run now; nothing when nobody does, or when this person may not look. The look itself takes a shared hold for an
 * instant, which `acquireLock` sits out.
 */
export function findHolder(folder: string): LockOwner | undefined {
  if (!existsSync(lockFile(folder))) return undefined;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(lockFile(folder), { readOnly: true });
    database.exec('PRAGMA busy_timeout = 0');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return undefined;
  } catch (error) {
    return isBusy(error) ? readOwner(folder) : undefined;
  } finally {
    database?.close();
  }
}

/** The file that is locked; it holds nothing. */
export function lockFile(folder: string): string {
  return join(folder, 'lock.db');
}

/** Whole or not at all, because somebody else may be reading it. */
function writeOwner(folder: string, owner: LockOwner): void {
  const file = join(folder, 'owner.json');
  writeFileSync(`${file}.new`, JSON.stringify(owner));
  renameSync(`${file}.new`, file);
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
