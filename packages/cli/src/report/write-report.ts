import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunHost, RunState } from '@checklist/engine';
import { htmlReport } from './html/page.ts';
import { markdownReport } from './markdown/markdown-report.ts';
import { reportRun } from './report-run.ts';

/** Writes the report beside the run's journal, to read and to attach, and says where; nothing when the disk does not take it. */
export async function writeReport(directory: string, host: RunHost, state: RunState): Promise<string | undefined> {
  const folder = join('.checklist', 'runs', state.runId);
  const made = await reportRun(host, state, Date.now());
  if (!made.ok) return undefined;
  const report = made.value;
  try {
    writeFileSync(join(directory, folder, 'report.md'), markdownReport(report));
    writeFileSync(join(directory, folder, 'report.html'), htmlReport(report));
    return join(folder, 'report.html');
  } catch {
    // The journal holds everything: "checklist report" makes the report again at any time.
    return undefined;
  }
}
