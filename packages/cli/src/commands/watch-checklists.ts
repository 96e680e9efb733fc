import { join, relative } from 'node:path';
import { ok, type Result } from '@checklist/engine';
import type { Invocation } from '../arguments/command-spec.ts';
import { listenForStop } from '../drive/stop-signals.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { paintTrouble } from '../output/paint.ts';
import { showClock } from '../output/show-time.ts';
import type { Trouble } from '../trouble.ts';
import { findChecklist, possibleFiles } from '../workspace/find-checklist.ts';
import { readChecklistFile } from '../workspace/read-checklist-file.ts';
import { stateOf, untilChanged } from './watch-files.ts';

/** Clears the screen and what can be scrolled back to. */
const clear = '\u001b[2J\u001b[3J\u001b[H';

/** The checklists that are checked, which may come and go. */
type List = () => readonly string[];

/** Checks checklist files again whenever one of them, or a template file of theirs, has changed; ends by a signal. */
export async function watchChecklists(
  call: Invocation,
  directory: string,
  list: List,
): Promise<Result<ExitCode, Trouble>> {
  const { terminal } = call;
  const isScreen = terminal.stdout.isTTY === true && call.env.TERM !== 'dumb';
  const filesOf = (named: readonly string[]) =>
    named.flatMap((name) => possibleFiles(name, { directory, cwd: call.cwd }).map((file) => join(directory, file)));
  const stop = listenForStop(() => {});
  terminal.onClosed(stop.stop);
  for (let changed: readonly string[] = []; !stop.signal.aborted; ) {
    const when = showClock(Date.now());
    if (isScreen) terminal.stdout.write(clear);
    else if (changed.length > 0) terminal.print(`--- ${when} ${describe(changed, directory)}`);
    const named = list();
    const seen = new Map(filesOf(named).map((file) => [file, stateOf(file)]));
    checkAll(call, directory, named, (path) => seen.set(path, stateOf(path)));
    if (isScreen) terminal.print(terminal.paint('dim', `\n${when} watching ${seen.size} files, Ctrl+C ends`));
    const files = () => [...new Set([...seen.keys(), ...filesOf(list())])];
    changed = await untilChanged(files, seen, stop.signal);
  }
  stop.release();
  return ok(stop.isInterrupted ? exitCodes.interrupted : exitCodes.passed);
}

/** Prints what is to be said of each checklist, on standard output: it is one story. */
function checkAll(
  { terminal, cwd }: Invocation,
  directory: string,
  named: readonly string[],
  onFile: (path: string) => void,
): void {
  if (named.length === 0) terminal.print('there are no checklists here yet');
  for (const name of named) {
    const file = findChecklist(name, { directory, cwd });
    const read = file.ok ? readChecklistFile(file.value, directory, onFile) : file;
    if (!read.ok) terminal.print(paintTrouble(read.error.text, terminal.paint));
    else terminal.print(`${terminal.paint('green', 'ok')} ${file.ok ? file.value : name}`);
  }
}

function describe(changed: readonly string[], directory: string): string {
  return changed.map((file) => `${relative(directory, file)} changed`).join(', ');
}
