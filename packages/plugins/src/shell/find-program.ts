import { type Stats, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { Lack, StepContext } from '@checklist/engine/plugin';

/** What is wrong with a program that a later step starts; `undefined` when it is there and can be run. */
export async function findProgramLack(
  program: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  context: StepContext,
): Promise<Lack | undefined> {
  if (program.includes('/')) return checkFile(program, resolve(context.directory, cwd, program));
  // Looking in the directories ourselves costs microseconds; only a program that is not there costs a process.
  if (isOnPath(program, env.PATH ?? process.env.PATH ?? '')) return undefined;
  const asked = await context.spawn({
    command: ['bash', '--noprofile', '--norc', '-c', 'type -P -- "$1"', 'bash', program],
    env,
    quiet: true,
  });
  if (asked.type === 'exited' && asked.exitCode === 0) return undefined;
  return {
    message: `program "${program}" was not found on PATH, expected it to be installed`,
    hint: `Install "${program}" or add its directory to PATH.`,
  };
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((directory) => directory !== '' && isExecutable(statOf(join(directory, program))));
}

function checkFile(program: string, path: string): Lack | undefined {
  const stats = statOf(path);
  // A file of the repository that is not there yet may be what an earlier step builds or checks out.
  if (stats === undefined || isExecutable(stats)) return undefined;
  return {
    message: `program "${program}" cannot be run, expected an executable file`,
    hint: `Make it executable with "chmod +x ${program}", or run it through its interpreter.`,
  };
}

function isExecutable(stats: Stats | undefined): boolean {
  return stats?.isFile() === true && (stats.mode & 0o111) !== 0;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
