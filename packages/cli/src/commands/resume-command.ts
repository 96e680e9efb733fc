import { type Checklist, fail, ok, type Result, type RunState } from '@checklist/engine';
import { type Invocation, isSet, optionValue } from '../arguments/command-spec.ts';
import { readJobs } from '../arguments/read-jobs.ts';
import { driveRun } from '../drive/drive-run.ts';
import { sendCommand } from '../drive/send-command.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { screenForm } from '../screens/open-screen.ts';
import { makeTrouble, type Trouble } from '../trouble.ts';
import { compareChecklists, describeDifference } from '../view/compare-checklists.ts';
import { recallFile } from '../workspace/checklist-file.ts';
import { findPerson } from '../workspace/find-person.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { pickRun } from '../workspace/pick-run.ts';
import { fixMatrices } from '../workspace/prepare-start.ts';

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
  const edited = state.isUndoing ? ok(undefined) : await readEdited(state, workspace);
  if (!edited.ok) return edited;
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
  const checklist = edited.value;
  if (checklist !== undefined) tellEdit(call, state, checklist, form === 'json');
  const isHasty = isSet(call, 'no-wait');
  const taken = checklist === undefined ? {} : { checklist };
  return driveRun({ runId: state.runId, workspace, terminal, me: me.value, form, isHasty, ...jobs.value, ...taken });
}

function reopening({ verdict }: RunState): string {
  return verdict === 'undone' ? '' : '; "checklist redo" or "checklist undo" opens it again';
}

/** The checklist as it reads now, when that is not how the run has it. */
async function readEdited(state: RunState, workspace: Workspace): Promise<Result<Checklist | undefined, Trouble>> {
  const file = recallFile(workspace.directory, state);
  if (file === undefined) return ok(undefined);
  const read = await loadChecklist(file, workspace);
  if (!read.ok) return read;
  if (read.value.digest === state.checklist.digest || read.value.id !== state.checklist.id) return ok(undefined);
  const fixed = fixMatrices({ ...state, checklist: read.value });
  return fixed.ok ? fixed : fail(makeTrouble(exitCodes.checklistWrong, fixed.error.message, fixed.error.hint));
}

function tellEdit({ terminal }: Invocation, state: RunState, checklist: Checklist, isQuiet: boolean): void {
  const lines = [
    'The checklist was edited since; the run takes it over:',
    ...describeDifference(compareChecklists(state.checklist, checklist)),
  ];
  if (isQuiet) terminal.complain(lines.join('\n'));
  else terminal.print(lines.join('\n'));
}
