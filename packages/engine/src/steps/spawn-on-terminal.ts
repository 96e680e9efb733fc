import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { SpawnRequest, SpawnResult } from '../model/step-type.ts';
import { patience } from './end-programs.ts';
import { markVariable } from './program-mark.ts';
import type { SpawnSetting } from './spawn.ts';

/** Lets a program use the terminal of whoever drives the run; one program at a time, and the screen waits meanwhile. */
export type LendTerminal = <T>(use: () => Promise<T>) => Promise<T>;

/**
 * Runs a program that talks with a person on the terminal. It stays in the driver's own process group, because a terminal
 * lets only the group in the foreground read; nothing that it shows is kept.
 */
export async function spawnOnTerminal(request: SpawnRequest, setting: SpawnSetting): Promise<SpawnResult> {
  const { signal } = setting;
  const [file, ...args] = request.command;
  const nothing = { stdout: '', stderr: '', isCut: false };
  if (signal.aborted) return { type: 'killed', signal: 'SIGTERM', ...nothing };
  const { promise, resolve: settle } = Promise.withResolvers<SpawnResult>();
  const cwd = resolve(setting.directory, request.cwd ?? '.');
  const mark = setting.mark === undefined ? {} : markVariable(setting.mark);
  const program = spawn(file, args, { cwd, env: { ...setting.env, ...request.env, ...mark }, stdio: 'inherit' });
  program.once('error', ({ message }) => settle({ type: 'spawn-failed', message }));
  program.once('exit', (exitCode, killedBy) => {
    if (exitCode === null) settle({ type: 'killed', signal: killedBy ?? 'SIGTERM', ...nothing });
    else settle({ type: 'exited', exitCode, ...nothing });
  });
  if (program.pid !== undefined) setting.onStart?.(program.pid);
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    program.kill('SIGTERM');
    timer = setTimeout(() => program.kill('SIGKILL'), patience);
  };
  signal.addEventListener('abort', stop, { once: true });
  return promise.finally(() => {
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
  });
}
