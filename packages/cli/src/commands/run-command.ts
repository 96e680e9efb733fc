import { fail, ok, type Result, type StartRequest } from '@checklist/engine';
import { type Invocation, isSet, valueOf, valuesOf } from '../arguments/command-spec.ts';
import { readJobs } from '../arguments/read-jobs.ts';
import { driveRun } from '../drive/drive-run.ts';
import type { ExitCode } from '../exit-codes.ts';
import { takeInputs } from '../inputs/take-inputs.ts';
import { screenForm } from '../screens/open-screen.ts';
import type { Trouble } from '../trouble.ts';
import { rememberFile } from '../workspace/checklist-file.ts';
import { findChecklist } from '../workspace/find-checklist.ts';
import { findPerson } from '../workspace/find-person.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { faultTrouble } from '../workspace/pick-run.ts';
import { prepareStart } from '../workspace/prepare-start.ts';
import { planCommand } from './plan-command.ts';

/** Starts a run of a checklist and drives it. */
export async function runCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  if (isSet(call, 'dry-run')) return planCommand(call);
  const jobs = readJobs(call);
  if (!jobs.ok) return jobs;
  const workspace = openWorkspace(call);
  const made = await makeStart(call, workspace);
  if (!made.ok) return made;
  const { start, file } = made.value;
  const started = await workspace.host.start(start);
  if (!started.ok) return fail(faultTrouble(started.error));
  rememberFile(workspace.directory, start.runId, file);
  const { terminal } = call;
  const form = screenForm(valueOf(call, 'output'), terminal);
  const isHasty = isSet(call, 'no-wait');
  return driveRun({ runId: start.runId, workspace, terminal, me: start.starter, form, isHasty, ...jobs.value });
}

/** Everything that a new run is made of, taken from a command's words and options; writes nothing. */
export async function makeStart(
  call: Invocation,
  workspace: Workspace,
): Promise<Result<{ readonly start: StartRequest; readonly file: string }, Trouble>> {
  const { directory, stepTypes, env } = workspace;
  const file = findChecklist(call.words[0] ?? '', workspace);
  if (!file.ok) return file;
  const checklist = loadChecklist(file.value, directory, stepTypes);
  if (!checklist.ok) return checklist;
  const starter = await findPerson(checklist.value.contacts, { directory, env, as: valueOf(call, 'as') });
  if (!starter.ok) return starter;
  const inputs = await takeInputs(checklist.value, valuesOf(call, 'input'), call.terminal);
  if (!inputs.ok) return inputs;
  const start = await prepareStart(
    {
      checklist: checklist.value,
      inputs: inputs.value,
      starter: starter.value,
      profile: valueOf(call, 'profile'),
      confirmed: splitIds(valuesOf(call, 'confirm')),
      runId: valueOf(call, 'run'),
      now: Date.now(),
    },
    { directory, env },
  );
  return start.ok ? ok({ start: start.value, file: file.value }) : start;
}

/** Ids with commas between them; a comma inside the brackets of a matrix instance belongs to the id. */
function splitIds(words: readonly string[]): string[] {
  return words.flatMap((word) => word.split(/,(?![^[]*\])/)).map((id) => id.trim()).filter((id) => id !== '');
}
