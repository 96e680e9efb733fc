import { describeFault, ok, type Result, type RunSummary } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { markLine } from '../output/print-marked.ts';
import { showJson, showLine } from '../output/show-text.ts';
import { showMoment } from '../output/show-time.ts';
import type { Trouble } from '../trouble.ts';
import { runHeadJson } from '../view/run-json.ts';
import { viewRun } from '../view/run-view.ts';
import { fileOf, listChecklistIds } from '../workspace/find-checklist.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';

interface ListedChecklist {
  readonly id: string;
  readonly file: string;
  /** Absent when the file has faults. */
  readonly title?: string;
}

/** Lists the checklists of the repository, and its runs. */
export async function listCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const checklists = await listChecklists(workspace);
  const runs = await Array.fromAsync(workspace.host.list());
  const { terminal } = call;
  if (optionValue(call, 'output') === 'json') {
    const rows = runs.map(({ runId, state, fault }) => (state === undefined ? { runId, fault } : runHeadJson(state)));
    terminal.print(showJson({ checklists, runs: rows }));
    return ok(exitCodes.passed);
  }
  const { paint } = terminal;
  const none = (what: string) => paint('dim', `  ${what}`);
  terminal.print(
    [
      paint('bold', 'Checklists'),
      ...(checklists.length === 0 ? [none('none: write checklists/<id>.yaml')] : checklists.map(describeChecklist)),
      paint('bold', 'Runs'),
      ...(runs.length === 0
        ? [none('none: "checklist run <checklist>" starts one')]
        : runs.map((run) => describeRun(run, paint))),
    ].join('\n'),
  );
  return ok(exitCodes.passed);
}

async function listChecklists({ directory, env }: Workspace): Promise<ListedChecklist[]> {
  const listed = listChecklistIds(directory).map(async (id): Promise<ListedChecklist[]> => {
    const file = fileOf(id, directory);
    if (file === undefined) return [];
    const loaded = await loadChecklist(file, { directory, env, isReadOnly: true });
    return [loaded.ok ? { id, file, title: loaded.value.title } : { id, file }];
  });
  return (await Promise.all(listed)).flat();
}

function describeChecklist({ id, title }: ListedChecklist): string {
  return `  ${id}  ${title === undefined ? `has faults: checklist validate ${id}` : showLine(title)}`;
}

function describeRun({ runId, state, fault }: RunSummary, paint: Parameters<typeof markLine>[0]): string {
  if (state === undefined)
    return `  ${markLine(paint, 'inconclusive', `${runId}  ${fault === undefined ? 'cannot be read' : describeFault(fault)}`)}`;
  const { outcome, done, total, waiting } = viewRun(state, Date.now());
  const status = {
    passed: 'passed',
    undone: 'passed',
    failed: 'failed',
    cancelled: 'cancelled',
    waiting: 'waiting',
    running: 'running',
    paused: 'waiting',
  } as const;
  const asked = waiting.map(({ id, whom }) => (whom === undefined ? id : `${id} (${whom})`));
  const waits = asked.length === 0 ? '' : `, waits for ${asked.slice(0, 3).join(', ')}`;
  return `  ${markLine(paint, status[outcome], `${runId}  ${outcome}, ${done} of ${total} done, started ${showMoment(state.startedAt)}${waits}`)}`;
}
