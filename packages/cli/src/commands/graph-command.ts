import { expand, fail, ok, type Result } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type ChecklistGraph, drawGraph } from '../graph/checklist-graph.ts';
import { withoutMatrices } from '../graph/without-matrices.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { findChecklist, listChecklistIds } from '../workspace/find-checklist.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { pickRun } from '../workspace/pick-run.ts';

/** Prints the picture of a checklist, or of a run with the status of each item. */
export async function graphCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const graph = await takeGraph(call);
  if (!graph.ok) return graph;
  call.terminal.print((await render(graph.value, optionValue(call, 'format'))).trimEnd());
  return ok(exitCodes.passed);
}

async function takeGraph(call: Invocation): Promise<Result<ChecklistGraph, Trouble>> {
  const workspace = openWorkspace(call);
  const run = optionValue(call, 'run');
  if (run !== undefined) {
    const picked = await pickRun(workspace.host, run);
    if (!picked.ok) return picked;
    return ok(drawGraph(`${picked.value.checklist.title}, ${run}`, picked.value.graph, picked.value));
  }
  const [named] = call.words;
  if (named === undefined) {
    const ids = listChecklistIds(workspace.directory).join(', ');
    const hint = ids === '' ? 'write checklists/<id>.yaml' : `the checklists here are ${ids}`;
    return fail(wrongUsage('no checklist is named, expected one, or a run with --run', hint));
  }
  const file = findChecklist(named, workspace);
  if (!file.ok) return file;
  const checklist = await loadChecklist(file.value, workspace);
  if (!checklist.ok) return checklist;
  return ok(drawGraph(checklist.value.title, expand(withoutMatrices(checklist.value))));
}

/** Only the picture that is asked for is loaded with what draws it. */
async function render(graph: ChecklistGraph, format: string | undefined): Promise<string> {
  if (format === 'svg') return (await import('../graph/svg.ts')).svg(graph);
  if (format === 'dot') return (await import('../graph/dot.ts')).dot(graph);
  return (await import('../graph/mermaid.ts')).mermaid(graph);
}
