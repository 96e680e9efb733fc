import { fail, ok, type PlannedUndo, planUndoRun, type Result } from '@checklist/engine';
import { type Invocation, isSet, optionValue } from '../arguments/command-spec.ts';
import { driveRun } from '../drive/drive-run.ts';
import { sendCommand } from '../drive/send-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmOnTerminal } from '../inputs/ask-line.ts';
import { showLine, showLines } from '../output/show-text.ts';
import { screenForm } from '../screens/open-screen.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { findPerson } from '../workspace/find-person.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { pickRun } from '../workspace/pick-run.ts';

/** Shows what a run did that can be taken back, asks, and takes it back, newest first. */
export async function undoCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const picked = await pickRun(workspace.host, call.words[0]);
  if (!picked.ok) return picked;
  const { runId, checklist } = picked.value;
  const planned = planUndoRun(picked.value, workspace.stepTypes);
  const { terminal } = call;
  const isJson = optionValue(call, 'output') === 'json';
  if (!isJson)
    terminal.print(
      planned.length === 0 ? `run "${runId}" did nothing that could be taken back` : undoLines(planned).join('\n'),
    );
  const agreed = await agree(call, runId);
  if (!agreed.ok) return agreed;
  const { directory, env } = workspace;
  const me = await findPerson(checklist.contacts, { directory, env, as: optionValue(call, 'as') });
  if (!me.ok) return me;
  const sent = await sendCommand(workspace, runId, me.value, { type: 'undo' });
  if (!sent.ok) return sent;
  if (sent.value.isDriven) {
    terminal.complain('whoever drives the run takes it back now');
    return ok(exitCodes.passed);
  }
  // Nobody has to decide anything on the way: lines are enough, also on a terminal.
  const form = screenForm(isJson ? 'json' : 'plain', terminal);
  return driveRun({ runId, workspace, terminal, me: me.value, form, isHasty: false });
}

async function agree(call: Invocation, runId: string): Promise<Result<undefined, Trouble>> {
  if (isSet(call, 'yes')) return ok(undefined);
  if (!call.terminal.isInteractive)
    return fail(wrongUsage('nothing was taken back: it needs a confirmation', `type: checklist undo ${runId} --yes`));
  const isAgreed = await confirmOnTerminal(call.terminal, `Take this back? [y/N] `);
  return isAgreed ? ok(undefined) : fail(makeTrouble(exitCodes.usage, 'nothing was taken back'));
}

function undoLines(planned: readonly PlannedUndo[]): string[] {
  return [
    'Newest first:',
    ...planned.flatMap(({ node, canUndo, lines }) => {
      const head = `${canUndo ? '▸' : '-'} ${node.id} ${showLine(node.item.title)}${canUndo ? '' : ': stays, it cannot be taken back'}`;
      return [head, ...(canUndo ? lines.flatMap(showLines).map((line) => `    ${line}`) : [])];
    }),
  ];
}
