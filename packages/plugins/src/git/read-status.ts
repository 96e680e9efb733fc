import { ok } from '@checklist/engine/plugin';
import type { GitClient } from './git-client.ts';
import type { GitResult } from './git-process.ts';

/** One path of the work tree that is not as HEAD has it, with git's two letters. */
interface ChangedPath {
  readonly state: string;
  readonly path: string;
}

/** What differs from HEAD, untracked files included. */
export async function readStatus(git: GitClient): GitResult<ChangedPath[]> {
  const told = await git.run(['status', '--porcelain=v1', '-z', '--untracked-files=all']);
  return told.ok ? ok(parseStatus(told.value.stdout)) : told;
}

/** The message for a work tree that is not clean. */
export function describeDirty(changed: readonly ChangedPath[]): string {
  const files = changed.length === 1 ? 'file' : 'files';
  return `the work tree has ${changed.length} changed or untracked ${files}, expected none`;
}

function parseStatus(text: string): ChangedPath[] {
  const fields = text.split('\0');
  const paths: ChangedPath[] = [];
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index] ?? '';
    if (field === '') continue;
    paths.push({ state: field.slice(0, 2), path: field.slice(3) });
    // A rename or copy is followed by where it came from.
    if (/[RC]/.test(field.slice(0, 2))) index++;
  }
  return paths;
}
