import { fail, ok, type Result } from '@checklist/engine';
import { type Invocation, isSet } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { findChecklist, listChecklistIds } from '../workspace/find-checklist.ts';
import { findDirectory } from '../workspace/find-directory.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';

/** Checks checklist files and prints every fault of each; all of the repository's when none is named. */
export async function validateCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const { cwd, env, terminal } = call;
  const directory = findDirectory(cwd);
  const list = () => (call.words.length > 0 ? call.words : listChecklistIds(directory));
  if (isSet(call, 'watch')) return (await import('./watch-checklists.ts')).watchChecklists(call, directory, list);
  const named = list();
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
  return fail({
    code,
    text: troubles.map(({ text }) => text).join('\n\n'),
    diagnostics: troubles.flatMap(({ diagnostics = [] }) => diagnostics),
  });
}
