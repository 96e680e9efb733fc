import type { ChildProcess } from 'node:child_process';
import { isAbsolute, join } from 'node:path';
import { execa } from 'execa';
import type { SpawnRequest, SpawnResult } from '../model/step-type.ts';
import { endWhenAborted } from './end-programs.ts';
import { markVariable } from './program-mark.ts';

/** Output kept for the step type, in characters; the log gets all of it. */
const keep = 10_000_000;
/** Milliseconds for the last output, once a program has ended while something it left behind holds its pipes. */
const drain = 250;

/** Where a spawned program runs and who listens. */
export interface SpawnSetting {
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** By which the program and all that it starts can be found; one of its own when absent. */
  readonly mark?: string;
  /** Receives output as it comes; `from` stands for one of the two streams of one program. */
  onOutput(text: string, from: object): void;
  /** Called with the id of the process and of its group as soon as there is one. */
  onStart?(pid: number): void;
}

/** Runs a program in a process group of its own and marked, so that all that it started ends with it when its time is up. */
export async function spawnProgram(request: SpawnRequest, setting: SpawnSetting): Promise<SpawnResult> {
  const [file, ...args] = request.command;
  if (request.command.some((word) => word.includes('\0')))
    return { type: 'spawn-failed', message: `the command holds a NUL character` };
  const unfit = Object.entries(request.env ?? {}).find(([, value]) => value.includes('\0'));
  if (unfit !== undefined) return { type: 'spawn-failed', message: `the variable ${unfit[0]} holds a NUL character` };
  if (setting.signal.aborted) return { type: 'killed', signal: 'SIGTERM', stdout: '', stderr: '', isCut: false };
  const cwd =
    request.cwd === undefined
      ? setting.directory
      : isAbsolute(request.cwd)
        ? request.cwd
        : join(setting.directory, request.cwd);
  const { mark = crypto.randomUUID() } = setting;
  const run = execa(file, args, {
    cwd,
    env: { ...setting.env, ...request.env, ...markVariable(mark) },
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    detached: true,
    reject: false,
    cleanup: false,
    encoding: 'utf8',
  });
  run.catch(() => {});
  const program = run.nodeChildProcess;
  if (program.pid === undefined) return { type: 'spawn-failed', message: whyNotStarted(await run) };
  setting.onStart?.(program.pid);
  const stdout = collect(program.stdout, request.quiet === true ? undefined : setting.onOutput);
  const stderr = collect(program.stderr, request.quiet === true ? undefined : setting.onOutput);
  const hasEnded = endWhenAborted({ pid: program.pid, mark }, setting.signal);
  const end = await waitForEnd(program);
  hasEnded();
  const output = { stdout: stdout.text(), stderr: stderr.text(), isCut: stdout.isCut() || stderr.isCut() };
  if (end.type === 'spawn-failed') return end;
  return { ...end, ...output };
}

/** Some reasons, such as arguments that are too long, are told by no event of the program. */
function whyNotStarted({ cause, code }: { readonly cause?: unknown; readonly code?: string | undefined }): string {
  if (code === 'E2BIG') return 'its arguments and variables are longer than the system takes (E2BIG)';
  return cause instanceof Error ? cause.message : 'it could not be started';
}

type End =
  | { type: 'exited'; exitCode: number }
  | { type: 'killed'; signal: string }
  | { type: 'spawn-failed'; message: string };

/** A grandchild may hold the pipes open for ever: when the program itself has ended, its output gets a short while to arrive. */
async function waitForEnd(program: ChildProcess): Promise<End> {
  const { promise, resolve } = Promise.withResolvers<End>();
  program.once('error', (error) => resolve({ type: 'spawn-failed', message: error.message }));
  program.once('exit', (exitCode, signal) => {
    const end: End = exitCode === null ? { type: 'killed', signal: signal ?? 'SIGKILL' } : { type: 'exited', exitCode };
    const timer = setTimeout(() => {
      program.stdout?.destroy();
      program.stderr?.destroy();
      resolve(end);
    }, drain);
    program.once('close', () => {
      clearTimeout(timer);
      resolve(end);
    });
  });
  return promise;
}

interface Collected {
  text(): string;
  isCut(): boolean;
}

function collect(
  stream: NodeJS.ReadableStream | null | undefined,
  onOutput: SpawnSetting['onOutput'] | undefined,
): Collected {
  const chunks: string[] = [];
  let length = 0;
  let cut = false;
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    onOutput?.(chunk, chunks);
    if (length + chunk.length > keep) cut = true;
    else chunks.push(chunk);
    length += chunk.length;
  });
  stream?.on('error', () => {});
  return { text: () => chunks.join(''), isCut: () => cut };
}
