import type { Static, TSchema } from 'typebox';
import type { Effect } from './effect.ts';
import type { Evidence, SeriesEvidence } from './evidence.ts';
import type { Failure } from './failure.ts';
import type { Json, JsonObject } from './json.ts';
import type { Contact } from './person.ts';
import type { Ask } from './question.ts';

/** A program to run: an argument vector, never a shell string. */
export interface SpawnRequest {
  readonly command: readonly [string, ...string[]];
  /** Relative to the repository's root; the root when absent. */
  readonly cwd?: string;
  /** Variables on top of the step's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Keeps the command and its output out of the step's log; for reads whose output is not worth showing. */
  readonly quiet?: boolean;
  /** The program gets the terminal of whoever drives the run, where there is one; what it shows is not kept. */
  readonly terminal?: boolean;
}

/** How a program ended. `spawn-failed` means that it was never started. */
export type SpawnResult =
  | {
      readonly type: 'exited';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
      readonly isCut: boolean;
    }
  | {
      readonly type: 'killed';
      readonly signal: string;
      readonly stdout: string;
      readonly stderr: string;
      readonly isCut: boolean;
    }
  | { readonly type: 'spawn-failed'; readonly message: string };

/** Progress of a step that is under way; shown and never kept. */
export interface Progress {
  readonly text: string;
  /** From 0 to 1, when the step can tell. */
  readonly fraction?: number;
  /** Epoch milliseconds of the end, when the step knows it. */
  readonly endsAt?: number;
  /** Who is waited for, where what goes on elsewhere is a person making up their mind. */
  readonly waitsFor?: string;
  /** Where people can watch the work. */
  readonly url?: string;
  /** Watched metrics against their limits, as they go so far. */
  readonly series?: readonly SeriesEvidence[];
}

/** All that a step type may use of the world. It never sees the executor. */
export interface StepContext {
  readonly step: { readonly id: string; readonly title: string; readonly round: number; readonly attempt: number };
  readonly run: {
    readonly id: string;
    /** Epoch milliseconds: the same id in another clone is another run. */
    readonly startedAt: number;
    readonly commit?: string;
    /** Whoever started the run or carried it on, with the accounts that the checklist names for them. */
    readonly operators: readonly Contact[];
  };
  /** The repository's root, absolute. */
  readonly directory: string;
  /** Aborted when the step's time is up or the run is stopped. */
  readonly signal: AbortSignal;
  /** The same for every try of this round and for nothing else, so that a service can tell a repetition. */
  readonly idempotencyKey: string;
  /** Runs a program in its own process group and resolves when it has ended; output beyond 10 MB is cut from the result, not from the log. */
  spawn(request: SpawnRequest): Promise<SpawnResult>;
  /** Whether a program can get a terminal. */
  readonly hasTerminal: boolean;
  readonly fetch: typeof fetch;
  /** The environment, without any secret or credential. */
  readonly env: Readonly<Record<string, string>>;
  /** The value of a secret that the step names by id, or of one of its step type's credentials by variable; `undefined` for any other. */
  secret(name: string): string | undefined;
  /** Adds a line to the step's log. */
  log(line: string): void;
  progress(progress: Progress): void;
  /** Epoch milliseconds. */
  now(): number;
}

/** What one call of a step type came to. */
export type StepResult =
  | {
      readonly type: 'passed';
      readonly outputs: JsonObject;
      readonly evidence?: readonly Evidence[];
      readonly note?: string;
    }
  | {
      readonly type: 'failed';
      readonly failure: Failure;
      readonly outputs?: JsonObject;
      readonly evidence?: readonly Evidence[];
    }
  | { readonly type: 'inconclusive'; readonly failure: Failure; readonly evidence?: readonly Evidence[] }
  | {
      /** The work goes on elsewhere: `check(handle)` is called after `checkAfter` milliseconds. */
      readonly type: 'pending';
      readonly handle: Json;
      readonly checkAfter: number;
      readonly progress?: Progress;
    }
  | { readonly type: 'asks'; readonly ask: Omit<Ask, 'kind'> };

/** What a read of the world told about a step's effect. */
export type ProbeResult =
  | { readonly type: 'done'; readonly outputs: JsonObject; readonly note: string }
  | {
      readonly type: 'absent';
      /** What an undo needs to know of the world as it was; kept before the effect begins. */
      readonly before?: Json;
    }
  | { readonly type: 'conflict'; readonly failure: Failure }
  | { readonly type: 'cannot-tell'; readonly failure: Failure };

/** Something that a later step needs and that is not there. */
export interface Lack {
  readonly message: string;
  readonly hint: string;
}

/** Options as far as they are known before the run: what comes from other steps is left out. */
export type KnownOptions<O> = { readonly [K in keyof O]?: O[K] };

/** The outputs that a step declares: a schema for each name. */
export type OutputSchemas = Readonly<Record<string, TSchema>>;

/** What a step does: a value made by a plugin with `defineStepType`. */
export interface StepType<O extends TSchema = TSchema> {
  /** The name in YAML: `shell`, `git.tag`. */
  readonly type: string;
  /** One sentence for help, editor and docs. */
  readonly summary: string;
  readonly effect: Effect;
  /** The mildest effect that a step may declare, when only its author can know (`shell`); else `effect`. */
  readonly leastEffect?: Effect;
  /** An attempt that was cut off may simply be made again, although its effect is not `reads`. */
  readonly repeatable?: boolean;
  /** Its result is somebody's word on what was asked: another text needs another word, and what was said before is void. */
  readonly isSignOff?: boolean;
  /** Schema of `with`; the source of the types, of the check and of the editor's help. */
  readonly options: O;
  /** Declared outputs, by name; may depend on the written options. */
  outputs(options: JsonObject): OutputSchemas;
  /** Variables that hold credentials of the service: masked everywhere, read by `secret(variable)`, and given to no program. */
  readonly credentials?: readonly string[];
  /** Keys of `with` whose strings are code: a template there is a diagnostic. */
  readonly code?: readonly string[];
  /** Reads only: what a later step needs and is not there. */
  preflight?(options: KnownOptions<Static<O>>, context: StepContext): Promise<readonly Lack[]>;
  probe?(options: Static<O>, context: StepContext): Promise<ProbeResult>;
  /** The exact commands or texts that `start` would use, one a line. */
  plan?(options: Static<O>): readonly string[];
  start(options: Static<O>, context: StepContext): Promise<StepResult>;
  check?(handle: Json, options: Static<O>, context: StepContext): Promise<StepResult>;
  /**
   * Takes the effect back, if it is still as the step left it; else it fails with both values and touches nothing. Must find
   * out by itself whether there is anything to take back: the attempt may have been cut off, and so may an undo before.
   */
  undo?(options: Static<O>, done: Done, context: StepContext): Promise<StepResult>;
  /** The exact commands that `undo` would use, one a line. */
  planUndo?(options: Static<O>, done: Done): readonly string[];
}

/** What is known of an effect that is to be taken back. */
export interface Done {
  /** Empty when the attempt did not tell how it ended. */
  readonly outputs: JsonObject;
  /** Of work that went on elsewhere, as it was last heard of. */
  readonly handle?: Json;
  /** What the probe told of the world before. */
  readonly before?: Json;
}

/** Makes a step type and lets the compiler infer its options from their schema. */
export function defineStepType<O extends TSchema>(stepType: StepType<O>): StepType<O> {
  return stepType;
}
