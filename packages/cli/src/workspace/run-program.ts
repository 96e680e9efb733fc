import { execFile } from 'node:child_process';
import type { StepContext } from '@checklist/engine';

/** What git needs to read a repository; a credential is none of it. */
const needed = /^(?:PATH|HOME|USER|LOGNAME|TMPDIR|LANG|LC_\w+|XDG_\w+|GIT_\w+|SystemRoot|USERPROFILE|ComSpec|PATHEXT)$/;

/** Runs a program that only reads, outside of any run; what it prints is not shown, and it sees no secrets. */
export function createProgramRunner(directory: string, env: Readonly<Record<string, string>>): StepContext['spawn'] {
  const seen = Object.fromEntries(Object.entries(env).filter(([name]) => needed.test(name)));
  return ({ command: [file, ...args], env: more }) => {
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<StepContext['spawn']>>>();
    const options = { cwd: directory, env: { ...seen, ...more }, maxBuffer: 10_000_000 };
    execFile(file, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ type: 'exited', exitCode: 0, stdout, stderr, isCut: false });
      else if (typeof error.code === 'number')
        resolve({ type: 'exited', exitCode: error.code, stdout, stderr, isCut: false });
      else resolve({ type: 'spawn-failed', message: error.message });
    });
    return promise;
  };
}
