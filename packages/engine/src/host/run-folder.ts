import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../model/result.ts';
import type { HostFault } from './host-fault.ts';

/** Where the parts of one run lie, absolute. */
export interface RunFolder {
  readonly root: string;
  readonly journal: string;
  readonly logs: string;
  readonly inbox: string;
}

/** The folder of a run below a repository's root. */
export function runFolder(directory: string, runId: string): RunFolder {
  const root = join(directory, '.checklist', 'runs', runId);
  return { root, journal: join(root, 'journal.jsonl'), logs: join(root, 'logs'), inbox: join(root, 'inbox') };
}

/** Tells whether a text can name a run: such a name can neither leave the folder nor hide in it. */
export function isRunId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text);
}

/** The names of all runs of a repository. */
export function listRunIds(directory: string): string[] {
  try {
    const entries = readdirSync(join(directory, '.checklist', 'runs'), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && isRunId(entry.name))
      .map(({ name }) => name)
      .toSorted();
  } catch {
    return [];
  }
}

/** The journals of a repository without a look into them, the one that was written last first. */
export function listJournals(directory: string): { readonly runId: string; readonly bytes: number }[] {
  const found = listRunIds(directory).map((runId) => {
    const file = statSync(runFolder(directory, runId).journal, { throwIfNoEntry: false });
    return { runId, bytes: file?.size ?? 0, changedAt: file?.mtimeMs ?? 0 };
  });
  return found.filter(({ bytes }) => bytes > 0).toSorted((a, b) => b.changedAt - a.changedAt);
}

/** Makes the folder of a new run. `.checklist/` ignores itself, because an untracked file makes a tree dirty. */
export function makeRunFolder(directory: string, runId: string): Result<RunFolder, HostFault> {
  const folder = runFolder(directory, runId);
  const state = join(directory, '.checklist');
  try {
    mkdirSync(folder.root, { recursive: true });
    if (!existsSync(join(state, '.gitignore'))) writeFileSync(join(state, '.gitignore'), '*\n');
    return ok(folder);
  } catch (error) {
    return fail({
      type: 'unwritable',
      path: folder.root,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}
