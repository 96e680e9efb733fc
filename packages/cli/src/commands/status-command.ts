import { ok, type Result, type RunState } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { markLine } from '../output/print-marked.ts';
import { showJson } from '../output/show-text.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Trouble } from '../trouble.ts';
import { headerLine } from '../view/header-line.ts';
import { runJson } from '../view/run-json.ts';
import { viewRun } from '../view/run-view.ts';
import { statusLines } from '../view/status-lines.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { pickRun } from '../workspace/pick-run.ts';

/** Shows where a run stands; it is only read. */
export async function statusCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const picked = await pickRun(openWorkspace(call).host, call.words[0]);
  if (!picked.ok) return picked;
  if (optionValue(call, 'output') === 'json') call.terminal.print(showJson(runJson(picked.value)));
  else printStatus(call.terminal, picked.value);
  return ok(exitCodes.passed);
}

function printStatus({ print, paint }: Terminal, state: RunState): void {
  const now = Date.now();
  const view = viewRun(state, now);
  const lines = statusLines(view, now).map(({ status, text }) => markLine(paint, status, text));
  print([`${paint('bold', headerLine(view))} · ${view.outcome}`, ...lines].join('\n'));
}
