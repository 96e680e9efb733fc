import { describeFault, didYouMean, fail, ok, type Result, type RunHost, type RunState } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { buildHistory } from '../history/build-history.ts';
import { historyLines } from '../history/history-lines.ts';
import { markLine } from '../output/print-marked.ts';
import { showJson } from '../output/show-text.ts';
import { buildRunReport } from '../report/model/build-run-report.ts';
import type { RunReport } from '../report/model/run-report.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';

/** Compares the runs of a checklist. A run that cannot be read is told and left out. */
export async function historyCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const { host } = openWorkspace(call);
  const summaries = await Array.fromAsync(host.list());
  const states = summaries.flatMap(({ state }) => state ?? []);
  const checklist = pickChecklist(states, call.words[0]);
  if (!checklist.ok) return checklist;
  const chosen = states.filter((state) => state.checklist.id === checklist.value);
  const history = buildHistory((await Promise.all(chosen.map((state) => reportOf(host, state)))).flat());
  const damaged = summaries.flatMap(({ runId, fault }) =>
    fault === undefined ? [] : [{ run: runId, message: describeFault(fault) }],
  );
  const { terminal } = call;
  if (optionValue(call, 'output') === 'json') {
    terminal.print(showJson({ ...history, damaged }));
    return ok(exitCodes.passed);
  }
  const lines = history === undefined ? [] : historyLines(history);
  terminal.print(lines.map(({ status, text }) => markLine(terminal.paint, status, text)).join('\n'));
  for (const { run, message } of damaged) terminal.complain(`"${run}" is left out: ${message}`);
  return ok(exitCodes.passed);
}

async function reportOf(host: RunHost, { runId, lastAt }: RunState): Promise<RunReport[]> {
  const events = await host.events(runId);
  return events.ok ? [buildRunReport(events.value, { now: lastAt })] : [];
}

function pickChecklist(states: readonly RunState[], named: string | undefined): Result<string, Trouble> {
  const ids = [...new Set(states.map(({ checklist }) => checklist.id))].toSorted();
  const [only, ...others] = ids;
  if (only === undefined) return fail(wrongUsage('there are no runs here', '"checklist run <checklist>" starts one'));
  if (named === undefined) {
    if (others.length === 0) return ok(only);
    return fail(wrongUsage(`there are runs of "${ids.join('", "')}", expected the id of one`, 'name the checklist'));
  }
  if (ids.includes(named)) return ok(named);
  const hint = didYouMean(named, ids) ?? `there are runs of "${ids.join('", "')}"`;
  return fail(wrongUsage(`there is no run of a checklist "${named}"`, hint));
}
