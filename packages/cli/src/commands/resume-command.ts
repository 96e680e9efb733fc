import { ok, type Result, type RunState } from '@checklist/engine';
import { type Invocation, isSet, optionValue } from '../arguments/command-spec.ts';
import { readJobs } from '../arguments/read-jobs.ts';
import { driveRun } from '../drive/drive-run.ts';
import { sendCommand } from '../drive/send-command.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { screenForm } from '../screens/open-screen.ts';
import type { Trouble } from '../trouble.ts';
import { describeEdit } from '../view/describe-edit.ts';
import { findPerson } from '../workspace/find-person.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { pickRun } from '../workspace/pick-run.ts';
import { type ReadEdit, readEdit } from '../workspace/read-edit.ts';

/** Goes on with a run; an edit of its checklist is shown and taken over. */
export async function resumeCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const jobs = readJobs(call);
  if (!jobs.ok) return jobs;
  const workspace = openWorkspace(call);
  const picked = await pickRun(workspace.host, call.words[0]);
  if (!picked.ok) return picked;
  const state = picked.value;
  if (state.verdict !== undefined) {
    call.terminal.complain(`run "${state.runId}" has ended (${state.verdict})${reopening(state)}`);
    return ok(exitCodeOf(state.verdict));
  }
  // What is taken back is what was done, whatever the file says by now.
  const words = call.options.get('input') ?? [];
  const read = state.isUndoing
    ? ok<ReadEdit>({})
    : await readEdit(state, { workspace, terminal: call.terminal, words });
  if (!read.ok) return read;
  const { directory, env } = workspace;
  const me = await findPerson(state.checklist.contacts, { directory, env, as: optionValue(call, 'as') });
  if (!me.ok) return me;
  const { terminal } = call;
  if (state.paused !== undefined) {
    const sent = await sendCommand(workspace, state.runId, me.value, { type: 'resume' });
    if (!sent.ok) return sent;
    if (sent.value.isDriven) {
      terminal.complain('whoever drives the run goes on with it now');
      return ok(exitCodes.passed);
    }
  }
  const form = screenForm(optionValue(call, 'output'), terminal);
  if ((await workspace.host.findDriver(state.runId)) === undefined) tellEdit(call, state, read.value, form === 'json');
  const isHasty = isSet(call, 'no-wait');
  const { edit } = read.value;
  const taken = edit === undefined ? {} : { edit: { ...edit, by: me.value } };
  return driveRun({ runId: state.runId, workspace, terminal, me: me.value, form, isHasty, ...jobs.value, ...taken });
}

function reopening({ verdict }: RunState): string {
  return verdict === 'undone' ? '' : '; "checklist redo" or "checklist undo" opens it again';
}

/** Tells what the edit changes and what becomes of it, or why the file does not count. */
function tellEdit({ terminal }: Invocation, state: RunState, { edit, note }: ReadEdit, isQuiet: boolean): void {
  const lines = [
    ...(note === undefined ? [] : [note]),
    ...(edit === undefined
      ? []
      : ['The checklist was edited since; the run takes it over:', ...describeEdit(state, edit)]),
  ];
  if (lines.length === 0) return;
  if (isQuiet) terminal.complain(lines.join('\n'));
  else terminal.print(lines.join('\n'));
}
