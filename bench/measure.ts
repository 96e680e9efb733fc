import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn as spawnOnTerminal } from '@lydell/node-pty';

/** One of the things that are compared. */
export interface Candidate {
  readonly name: string;
  /** Done before each round and not measured. */
  readonly prepare?: () => Promise<void> | void;
  /** Gives what was measured: milliseconds, unless the section says otherwise. */
  run(round: number): Promise<number> | number;
}

/** What a candidate came to. */
export interface Measured {
  readonly name: string;
  readonly median: number;
}

/** Runs the candidates in turn, round by round, so that whatever else the machine does falls on all of them alike. */
export async function interleave(candidates: readonly Candidate[], rounds: number): Promise<readonly Measured[]> {
  const found = candidates.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { prepare, run }] of candidates.entries()) {
      await prepare?.();
      found[index]?.push(await run(round));
    }
  }
  return candidates.map(({ name }, index) => ({ name, median: median(found[index] ?? []) }));
}

/** Where a measured program runs. */
export interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Milliseconds from the start of a program to its end; its output goes to a file, and it must succeed. */
export async function timeProgram(command: readonly [string, ...string[]], { cwd, env }: Place): Promise<number> {
  const [program, ...args] = command;
  const output = openSync(join(tmpdir(), `checklist-bench-${process.pid}.out`), 'w');
  const complaints: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const before = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', output, 'pipe'] });
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.on('error', reject);
  child.on('close', (code) => {
    const elapsed = performance.now() - before;
    if (code === 0) resolve(elapsed);
    else reject(new Error(`"${command.slice(0, 4).join(' ')}" ended with ${code}: ${Buffer.concat(complaints)}`));
  });
  return promise.finally(() => closeSync(output));
}

/** The same on a terminal of 100 columns and 30 lines. */
export async function timeOnTerminal(command: readonly [string, ...string[]], place: Place): Promise<number> {
  const [program, ...args] = command;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const before = performance.now();
  const child = spawnOnTerminal(program, args, { cols: 100, rows: 30, cwd: place.cwd, env: { ...place.env, CI: '' } });
  let end = '';
  child.onData((text) => {
    end = (end + text).slice(-500);
  });
  child.onExit(({ exitCode }) => {
    if (exitCode === 0) resolve(performance.now() - before);
    else reject(new Error(`"${command.slice(0, 4).join(' ')}" ended with ${exitCode}: ${end}`));
  });
  return promise;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
