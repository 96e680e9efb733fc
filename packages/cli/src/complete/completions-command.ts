import { fail, ok, type Result } from '@checklist/engine';
import type { Invocation } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { completionScripts } from './completion-scripts.ts';

/** Prints the script that makes a shell complete this program's arguments. */
export async function completionsCommand({ words, terminal }: Invocation): Promise<Result<ExitCode, Trouble>> {
  const [shell = ''] = words;
  const script = Object.hasOwn(completionScripts, shell) ? completionScripts[shell] : undefined;
  if (script === undefined) {
    const known = Object.keys(completionScripts);
    return fail(wrongUsage(`there are no completions for "${shell}"`, `the shells are ${known.join(', ')}`));
  }
  terminal.print(script.trimEnd());
  return ok(exitCodes.passed);
}
