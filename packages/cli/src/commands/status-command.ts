import { type LockOwner, ok, type Result, type RunState } from '@checklist/engine';
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
import { pickRunToRead } from '../workspace/pick-run.ts';

/** Shows where a run stands; it is only read. */
export async function statusCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const { host } = openWorkspace(call);
  const picked = await pickRunToRead(host, call.words[0]);
  if (!picked.ok) return picked;
  const driver = await host.findDriver(picked.value.runId);
  if (optionValue(call, 'output') === 'json')
    call.terminal.print(showJson({ ...runJson(picked.value), driver: driver ?? null }));
  else printStatus(call.terminal, picked.value, driver);
  return ok(exitCodes.passed);
}

function printStatus({ print, paint }: Terminal, state: RunState, driver: LockOwner | undefined): void {
  const now = Date.now();
  const view = viewRun(state, now);
  const lines = statusLines(view, now).map(({ status, text }) => markLine(paint, status, text));
  const isLeft = view.outcome === 'running' && driver === undefined;
  const outcome = isLeft ? 'nobody drives it' : view.outcome;
  const driven = driver === undefined ? [] : [paint('dim', `driven by process ${driver.pid} on ${driver.hostname}`)];
  const resume = isLeft || view.outcome === 'paused' ? [`go on with: checklist resume ${view.runId}`] : [];
  print([`${paint('bold', headerLine(view))} · ${outcome}`, ...driven, ...lines, ...resume].join('\n'));
}
