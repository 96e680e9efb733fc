import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunState } from '@checklist/engine';
import { addToSummary } from '../output/github-actions.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { htmlReport } from './html/page.ts';
import { markdownReport } from './markdown/markdown-report.ts';
import { reportRun } from './report-run.ts';

/** Writes the report beside the run's journal and into the summary of a GitHub job, and says where it is; nothing when the disk does not take it. */
export async function writeReport(
  { directory, host, env }: Pick<Workspace, 'directory' | 'host' | 'env'>,
  state: RunState,
): Promise<string | undefined> {
  const folder = join('.checklist', 'runs', state.runId);
  const made = await reportRun(host, state, Date.now());
  if (!made.ok) return undefined;
  const report = made.value;
  const markdown = markdownReport(report);
  addToSummary(markdown, env);
  try {
    writeFileSync(join(directory, folder, 'report.md'), markdown);
    writeFileSync(join(directory, folder, 'report.html'), htmlReport(report));
    return join(folder, 'report.html');
  } catch {
    // The journal holds everything: "checklist report" makes the report again at any time.
    return undefined;
  }
}
