import { ok, type Result, type StartRequest } from '@checklist/engine';
import { type Invocation, optionValue, optionValues } from '../arguments/command-spec.ts';
import { takeInputs } from '../inputs/take-inputs.ts';
import type { Trouble } from '../trouble.ts';
import { findChecklist } from '../workspace/find-checklist.ts';
import { findPerson } from '../workspace/find-person.ts';
import { loadForDriving } from '../workspace/load-checklist.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { prepareStart } from '../workspace/prepare-start.ts';

/** Everything that a new run is made of, taken from a command's words and options. */
export async function makeStart(
  call: Invocation,
  workspace: Pick<Workspace, 'directory' | 'cwd' | 'env'> & { readonly isReadOnly?: boolean },
): Promise<Result<{ readonly start: StartRequest; readonly file: string }, Trouble>> {
  const { directory, env } = workspace;
  const file = findChecklist(call.words[0] ?? '', workspace);
  if (!file.ok) return file;
  const checklist = await loadForDriving(file.value, workspace);
  if (!checklist.ok) return checklist;
  const starter = await findPerson(checklist.value.contacts, { directory, env, as: optionValue(call, 'as') });
  if (!starter.ok) return starter;
  const inputs = await takeInputs(checklist.value, optionValues(call, 'input'), call.terminal);
  if (!inputs.ok) return inputs;
  const start = await prepareStart(
    {
      checklist: checklist.value,
      inputs: inputs.value,
      starter: starter.value,
      profile: optionValue(call, 'profile'),
      confirmed: splitIds(optionValues(call, 'confirm')),
      runId: optionValue(call, 'run'),
      now: Date.now(),
    },
    { directory, env },
  );
  return start.ok ? ok({ start: start.value, file: file.value }) : start;
}

/** Ids with commas between them; a comma inside the brackets of a matrix instance belongs to the id. */
function splitIds(words: readonly string[]): string[] {
  return words
    .flatMap((word) => word.split(/,(?![^[]*\])/))
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
