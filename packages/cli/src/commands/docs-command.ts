import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { checklistGuide } from '../guide/checklist-guide.ts';
import { makeTrouble, type Trouble } from '../trouble.ts';
import { findChecklist } from '../workspace/find-checklist.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';

/** Prints the guide of a checklist, or tells whether a file still says the same. */
export async function docsCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const file = findChecklist(call.words[0] ?? '', workspace);
  if (!file.ok) return file;
  const checklist = await loadChecklist(file.value, workspace);
  if (!checklist.ok) return checklist;
  const stepTypes = new Map(workspace.stepTypes.map((stepType) => [stepType.type, stepType]));
  const guide = checklistGuide({ checklist: checklist.value, stepTypes });
  const kept = optionValue(call, 'check');
  if (kept !== undefined) return checkFresh(guide, kept, workspace.cwd, checklist.value.id);
  call.terminal.print(guide.trimEnd());
  return ok(exitCodes.passed);
}

function checkFresh(guide: string, file: string, cwd: string, id: string): Result<ExitCode, Trouble> {
  const found = read(resolve(cwd, file));
  if (found === guide) return ok(exitCodes.passed);
  const what = found === undefined ? 'cannot be read' : 'does not say what the checklist says';
  const message = `"${file}" ${what}, expected the guide of "${id}"`;
  return fail(makeTrouble(exitCodes.failed, message, `write it with "checklist docs ${id} > ${file}"`));
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
