import { fail, type Result } from '@checklist/engine';
import { type Invocation, isSet, optionValue } from '../arguments/command-spec.ts';
import { readJobs } from '../arguments/read-jobs.ts';
import { driveRun } from '../drive/drive-run.ts';
import type { ExitCode } from '../exit-codes.ts';
import { screenForm } from '../screens/open-screen.ts';
import type { Trouble } from '../trouble.ts';
import { rememberFile } from '../workspace/checklist-file.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { faultTrouble } from '../workspace/pick-run.ts';
import { makeStart } from './make-start.ts';
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
  const form = screenForm(optionValue(call, 'output'), terminal);
  const isHasty = isSet(call, 'no-wait');
  return driveRun({ runId: start.runId, workspace, terminal, me: start.starter, form, isHasty, ...jobs.value });
}
