import type { AttemptKey } from '../model/event.ts';
import type { Contact } from '../model/person.ts';
import type { Progress, SpawnResult, StepContext } from '../model/step-type.ts';
import { spawnProgram } from './spawn.ts';
import { type LendTerminal, spawnOnTerminal } from './spawn-on-terminal.ts';

/** What a step's context is made of. */
export interface ContextParts {
  readonly key: AttemptKey;
  readonly title: string;
  readonly runId: string;
  readonly startedAt: number;
  readonly commit: string | undefined;
  readonly operators: readonly Contact[];
  readonly directory: string;
  /** The environment of programs, without secrets. */
  readonly env: Readonly<Record<string, string>>;
  /** The secrets that this step names: the variable and the value, by secret id. */
  readonly secrets: ReadonlyMap<string, { readonly env: string; readonly value: string }>;
  /** The step type's credentials, by variable; programs do not get them. */
  readonly credentials: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  /** Takes secrets out of what programs printed. */
  mask(text: string): string;
  /** Output of a program, and lines of the step type itself, which come from nowhere else. */
  onOutput(text: string, from?: object): void;
  onProgress(progress: Progress): void;
  /** Called before every program that the step starts. */
  announceProgram?(): StartingProgram;
  /** Absent where no person is in front of a terminal. */
  readonly lendTerminal?: LendTerminal | undefined;
  now(): number;
}

/** A program that is about to be started: the mark in its environment, and who wants to know its process id. */
interface StartingProgram {
  readonly mark: string;
  note(pid: number): void;
}

/** Makes the narrow view of the world that a step type gets. */
export function createContext(parts: ContextParts): StepContext {
  const { key, signal, directory, onOutput } = parts;
  const named = [...parts.secrets.values()].map(({ env, value }) => [env, value] as const);
  const env = named.length === 0 ? parts.env : { ...parts.env, ...Object.fromEntries(named) };
  return {
    step: { id: key.step, title: parts.title, round: key.round, attempt: key.attempt },
    run: {
      id: parts.runId,
      startedAt: parts.startedAt,
      operators: parts.operators,
      ...(parts.commit === undefined ? {} : { commit: parts.commit }),
    },
    directory,
    signal,
    idempotencyKey: [parts.runId, parts.startedAt, key.step, key.round].join(':'),
    spawn: (request) => {
      const program = parts.announceProgram?.();
      const known = program === undefined ? {} : { mark: program.mark, onStart: program.note };
      const setting = { directory, env, signal, onOutput, ...known };
      if (request.terminal !== true)
        return spawnProgram(request, setting).then((ended) =>
          request.quiet === true ? ended : maskOutput(ended, parts.mask),
        );
      const lend = parts.lendTerminal;
      if (lend === undefined) return Promise.resolve({ type: 'spawn-failed', message: 'there is no terminal' });
      return lend(() => spawnOnTerminal(request, setting));
    },
    hasTerminal: parts.lendTerminal !== undefined,
    fetch: globalThis.fetch,
    env: parts.env,
    secret: (name) => parts.secrets.get(name)?.value ?? parts.credentials.get(name),
    log: (line) => onOutput(`${line}\n`),
    progress: parts.onProgress,
    now: parts.now,
  };
}

/**
 * What a program printed is masked as a whole: taken apart, into lines or by a pattern, it would hold pieces that nobody knows
 * for a secret any more. What is read quietly is for a step type's own use, and is masked where it shows.
 */
function maskOutput(ended: SpawnResult, mask: ContextParts['mask']): SpawnResult {
  if (ended.type === 'spawn-failed') return ended;
  return { ...ended, stdout: mask(ended.stdout), stderr: mask(ended.stderr) };
}
