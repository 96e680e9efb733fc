import { fail, ok, type Result } from '@checklist/engine';
import type { Invocation } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { findChecklist, listChecklistIds } from '../workspace/find-checklist.ts';
import { findDirectory } from '../workspace/find-directory.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';

/** Checks checklist files and prints every fault of each; all of the repository's when none is named. */
export async function validateCommand({ words, cwd, env, terminal }: Invocation): Promise<Result<ExitCode, Trouble>> {
  const directory = findDirectory(cwd);
  const named = words.length > 0 ? words : listChecklistIds(directory);
  if (named.length === 0) return fail(wrongUsage('there are no checklists here', 'write checklists/<id>.yaml'));
  const troubles: Trouble[] = [];
  for (const name of named) {
    const file = findChecklist(name, { directory, cwd });
    const loaded = file.ok ? await loadChecklist(file.value, { directory, env }) : file;
    if (!loaded.ok) troubles.push(loaded.error);
    else terminal.print(`${terminal.paint('green', 'ok')} ${file.ok ? file.value : name}`);
  }
  if (troubles.length === 0) return ok(exitCodes.passed);
  const code = troubles.some((trouble) => trouble.code === exitCodes.usage)
    ? exitCodes.usage
    : exitCodes.checklistWrong;
  return fail({ code, text: troubles.map(({ text }) => text).join('\n\n') });
}
