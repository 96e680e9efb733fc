import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunState } from '@checklist/engine';
import { fileOf } from './find-checklist.ts';

/** Remembers which file a run was started from, relative to the repository's root. */
export function rememberFile(directory: string, runId: string, file: string): void {
  try {
    writeFileSync(pathOf(directory, runId), `${file}\n`);
  } catch {
    // Then a resume looks for the checklist by its id.
  }
}

/** The file that a run's checklist is read from anew; nothing when it is not there any more. */
export function recallFile(directory: string, state: RunState): string | undefined {
  try {
    return readFileSync(pathOf(directory, state.runId), 'utf8').trim();
  } catch {
    return fileOf(state.checklist.id, directory);
  }
}

function pathOf(directory: string, runId: string): string {
  return join(directory, '.checklist', 'runs', runId, 'checklist-file');
}
