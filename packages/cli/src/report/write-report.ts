import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunState } from '@checklist/engine';
import { markdownReport } from './markdown-report.ts';

/** Writes the report beside the run's journal and says where; nothing when the disk does not take it. */
export function writeReport(directory: string, state: RunState): string | undefined {
  const file = join('.checklist', 'runs', state.runId, 'report.md');
  try {
    writeFileSync(join(directory, file), markdownReport(state));
    return file;
  } catch {
    // The journal holds everything: "checklist report" makes the report again at any time.
    return undefined;
  }
}
