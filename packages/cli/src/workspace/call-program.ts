import { execFile } from 'node:child_process';

/** Calls this program in a process of its own and waits for its end; what it says is not heard. */
export async function callProgram(
  words: readonly string[],
  at: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<void> {
  const [, program] = process.argv;
  if (program === undefined) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  execFile(process.execPath, [...process.execArgv, program, ...words], at, () => resolve());
  return promise;
}
