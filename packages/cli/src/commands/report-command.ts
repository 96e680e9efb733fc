import { ok, type Result } from '@checklist/engine';
import type { Invocation } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { markdownReport } from '../report/markdown-report.ts';
import type { Trouble } from '../trouble.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { pickRun } from '../workspace/pick-run.ts';

/** Prints the report of a run. */
export async function reportCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const picked = await pickRun(openWorkspace(call).host, call.words[0]);
  if (!picked.ok) return picked;
  call.terminal.print(markdownReport(picked.value).trimEnd());
  return ok(exitCodes.passed);
}
