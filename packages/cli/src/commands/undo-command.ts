import { fail, ok, planUndoRun, type Result } from '@checklist/engine';
import { quoteCommand } from '@checklist/plugins';
import { type Invocation, isSet, optionValue } from '../arguments/command-spec.ts';
import { driveRun } from '../drive/drive-run.ts';
import { sendCommand } from '../drive/send-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmOnTerminal } from '../inputs/ask-line.ts';
import { screenForm } from '../screens/open-screen.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { undoLines } from '../view/undo-lines.ts';
import { findPerson } from '../workspace/find-person.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { pickRun } from '../workspace/pick-run.ts';

/** Shows what a run did that can be taken back, asks, and takes it back, newest first. */
export async function undoCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const picked = await pickRun(workspace.host, call.words[0]);
  if (!picked.ok) return picked;
  const { runId, checklist, isUndoing, verdict } = picked.value;
  const planned = planUndoRun(picked.value, workspace.stepTypes, quoteCommand);
  const { terminal } = call;
  const isJson = optionValue(call, 'output') === 'json';
  if (!isJson && planned.length > 0) terminal.print(undoLines(planned).join('\n'));
  if (verdict === 'undone' || (!isUndoing && planned.every(({ stays }) => stays !== undefined))) {
    const why = verdict === 'undone' ? 'was taken back already' : 'did nothing that could be taken back';
    (isJson ? terminal.complain : terminal.print)(`run "${runId}" ${why}`);
    return ok(exitCodes.passed);
  }
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
