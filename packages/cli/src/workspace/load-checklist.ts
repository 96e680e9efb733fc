import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Checklist, ok, type Result } from '@checklist/engine';
import type { Trouble } from '../trouble.ts';
import { isRemembering, keepChecklist, recallChecklist } from './checklist-cache.ts';

/** Where a checklist is loaded. */
export interface LoadSetting {
  /** The repository's root, absolute. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Nothing may be written, not even to the cache. */
  readonly isReadOnly?: boolean;
}

/** Bytes from which on reading a file takes memory that is worth a process of its own. */
const large = 300_000;

/**
 * Loads a checklist for a run that this process then drives. A large file is read by another process, which leaves it in the cache:
 * what reading takes stays with whoever read, and makes every later start of a program slower.
 */
export async function loadForDriving(file: string, setting: LoadSetting): Promise<Result<Checklist, Trouble>> {
  const path = resolve(setting.directory, file);
  const known = recallChecklist(path, setting.env);
  if (known !== undefined) return ok(known);
  if (isRemembering && setting.isReadOnly !== true && isLarge(path)) {
    const { callProgram } = await import('./call-program.ts');
    await callProgram(['validate', path], { cwd: setting.directory, env: setting.env });
  }
  return loadChecklist(file, setting);
}

function isLarge(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > large;
}

/** Loads a checklist file, relative to the repository's root: from the cache, else from its YAML, which is slow to read. */
export async function loadChecklist(
  file: string,
  { directory, env, isReadOnly = false }: LoadSetting,
): Promise<Result<Checklist, Trouble>> {
  const path = resolve(directory, file);
  const known = recallChecklist(path, env);
  if (known !== undefined) return ok(known);
  const { readChecklistFile } = await import('./read-checklist-file.ts');
  const read = readChecklistFile(file, directory);
  if (!read.ok) return read;
  if (!isReadOnly) keepChecklist(path, read.value, env);
  return ok(read.value.checklist);
}
