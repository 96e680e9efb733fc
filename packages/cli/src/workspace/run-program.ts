import { execFile } from 'node:child_process';
import type { StepContext } from '@checklist/engine';

/** Runs a program that only reads, outside of any run; what it prints is not shown. */
export function createProgramRunner(directory: string, env: Readonly<Record<string, string>>): StepContext['spawn'] {
  return ({ command: [file, ...args], env: more }) => {
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<StepContext['spawn']>>>();
    const options = { cwd: directory, env: { ...env, ...more }, maxBuffer: 10_000_000 };
    execFile(file, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ type: 'exited', exitCode: 0, stdout, stderr, isCut: false });
      else if (typeof error.code === 'number')
        resolve({ type: 'exited', exitCode: error.code, stdout, stderr, isCut: false });
      else resolve({ type: 'spawn-failed', message: error.message });
    });
    return promise;
  };
}
