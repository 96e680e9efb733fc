import type { Progress, SpawnRequest, StepContext } from '../model/step-type.ts';
import { spawnProgram } from '../steps/spawn.ts';

/** What a test wants of a step's surroundings; everything but the directory has a default. */
export interface FakeContextOptions {
  readonly directory: string;
  /** Laid over the environment of the test; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
  readonly step?: Partial<StepContext['step']>;
  readonly run?: Partial<StepContext['run']>;
}

/** A context that runs real programs and remembers what it was told. */
export interface FakeContext extends StepContext {
  readonly logged: string[];
  readonly progressed: Progress[];
  readonly spawned: SpawnRequest[];
}

/** Makes a context for a test of a step type: real processes in a directory of the test's own. */
export function fakeContext(options: FakeContextOptions): FakeContext {
  const logged: string[] = [];
  const progressed: Progress[] = [];
  const spawned: SpawnRequest[] = [];
  const signal = options.signal ?? new AbortController().signal;
  return {
    logged,
    progressed,
    spawned,
    step: { id: 'step', title: 'Step', round: 1, attempt: 1, ...options.step },
    run: { id: 'run', startedAt: 1_700_000_000_000, operators: [], ...options.run },
    directory: options.directory,
    signal,
    idempotencyKey: 'run/step/1',
    env: environment(options.env),
    hasTerminal: false,
    fetch: options.fetch ?? fetch,
    now: options.now ?? Date.now,
    secret: (name) => options.secrets?.[name],
    log: (line) => void logged.push(line),
    progress: (progress) => void progressed.push(progress),
    spawn: (request) => {
      spawned.push(request);
      const onOutput = (text: string) => void logged.push(text);
      return spawnProgram(request, { directory: options.directory, env: environment(options.env), signal, onOutput });
    },
  };
}

function environment(changes: FakeContextOptions['env']): Record<string, string> {
  const merged = Object.entries({ ...process.env, ...changes });
  return Object.fromEntries(merged.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
