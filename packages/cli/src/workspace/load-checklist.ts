import { resolve } from 'node:path';
import { type Checklist, ok, type Result } from '@checklist/engine';
import type { Trouble } from '../trouble.ts';
import { keepChecklist, recallChecklist } from './checklist-cache.ts';

/** Where a checklist is loaded. */
export interface LoadSetting {
  /** The repository's root, absolute. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Nothing may be written, not even to the cache. */
  readonly isReadOnly?: boolean;
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
