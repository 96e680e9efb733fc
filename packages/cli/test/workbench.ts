import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The built program. */
export const bin = resolve(import.meta.dirname, '../dist/bin.js');

/** How a call of the program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call that goes on. */
export interface Going {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** Resolves when the text stands in standard output, so many times. */
  printed(text: string, times?: number): Promise<void>;
  isRunning(): boolean;
  kill(signal: NodeJS.Signals): void;
}

/** A repository of a test's own, with nothing of this machine's git in it. */
export interface Workbench {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  write(path: string, text: string): void;
  read(path: string): string;
  exists(path: string): boolean;
  run(command: string, ...args: readonly string[]): Promise<Ended>;
  checklist(...args: readonly string[]): Promise<Ended>;
  start(...args: readonly string[]): Going;
  remove(): void;
}

/** Makes a repository with one commit that holds these files. */
export async function makeWorkbench(files: Readonly<Record<string, string>>): Promise<Workbench> {
  const directory = mkdtempSync(join(tmpdir(), 'checklist-cli-'));
  const { FORCE_COLOR: _, ...outer } = process.env;
  const env = {
    ...outer,
    HOME: directory,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'Robb',
    GIT_AUTHOR_EMAIL: 'robb@example.org',
    GIT_COMMITTER_NAME: 'Robb',
    GIT_COMMITTER_EMAIL: 'robb@example.org',
  };
  const start = (program: string, args: readonly string[]) => startProgram(program, args, directory, env);
  const bench: Workbench = {
    directory,
    env,
    write(path, text) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    },
    read: (path) => readFileSync(join(directory, path), 'utf8'),
    exists: (path) => existsSync(join(directory, path)),
    run: (command, ...args) => start(command, args).ended,
    checklist: (...args) => start(process.execPath, [bin, ...args]).ended,
    start: (...args) => start(process.execPath, [bin, ...args]),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
  for (const [path, text] of Object.entries(files)) bench.write(path, text);
  await bench.run('git', 'init', '-q', '-b', 'main');
  await bench.run('git', 'config', 'user.name', 'Robb');
  await bench.run('git', 'config', 'user.email', 'robb@example.org');
  await bench.run('git', 'add', '.');
  await bench.run('git', 'commit', '-qm', 'one');
  return bench;
}

/** Starts a program and gathers what it prints. */
export function startProgram(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Going {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const look of watchers) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((settle, fail) => {
    child.once('error', fail);
    child.once('close', (code) => settle({ code, stdout, stderr }));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    printed(text, times = 1) {
      const { promise, resolve: settle, reject } = Promise.withResolvers<void>();
      const look = () => {
        if (stdout.split(text).length > times) settle();
      };
      watchers.add(look);
      ended.then(() => reject(new Error(`ended without "${text}":\n${stdout}\n${stderr}`)), reject);
      look();
      return promise;
    },
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: (signal) => void child.kill(signal),
  };
}
