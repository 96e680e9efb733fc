import { fail, ok, type PlannedStep, planRun, type Result, type StartRequest } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { showJson, showLine } from '../output/show-text.ts';
import { makeTrouble, type Trouble } from '../trouble.ts';
import { planLines } from '../view/plan-lines.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { makeStart } from './make-start.ts';

/** Says exactly what a run would do. Nothing is written: no run, no reference, not even git's own index. */
export async function planCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  // Without it "git status" refreshes the index file.
  const env = { ...call.env, GIT_OPTIONAL_LOCKS: '0' };
  const workspace = openWorkspace({ ...call, env });
  const made = await makeStart({ ...call, env }, { ...workspace, isReadOnly: true });
  if (!made.ok) return made;
  const { start } = made.value;
  const { directory, stepTypes } = workspace;
  const signal = new AbortController().signal;
  const planned = await planRun({ ...start, directory, stepTypes, env, signal, now: Date.now });
  if (!planned.ok) {
    const { reason, message, hint } = planned.error;
    return fail(makeTrouble(reason === 'options' ? exitCodes.usage : exitCodes.checklistWrong, message, hint));
  }
  if (optionValue(call, 'output') === 'json') call.terminal.print(showJson(planJson(start, planned.value)));
  else printPlan(call, start, planned.value);
  return ok(exitCodes.passed);
}

function printPlan(
  { terminal: { print, paint } }: Invocation,
  { checklist, runId, commit }: StartRequest,
  steps: readonly PlannedStep[],
): void {
  const pinned = commit === undefined ? '' : ` · commit ${commit}`;
  const lines = planLines(steps).map(({ look, text }) => (look === undefined ? text : paint(look, text)));
  print([paint('bold', `Plan of ${showLine(checklist.title)} · run ${runId}${pinned}`), ...lines].join('\n'));
}

function planJson({ checklist, runId, commit }: StartRequest, steps: readonly PlannedStep[]): object {
  const rows = steps.map(({ node, step, effect, finding, lines, isExact, asksFirst, isPointOfNoReturn }) => {
    return {
      id: node.id,
      title: node.item.title,
      type: step.type,
      effect,
      finding,
      lines,
      isExact,
      asksFirst,
      isPointOfNoReturn,
    };
  });
  return { checklist: checklist.id, runId, commit, steps: rows };
}
