import type { AttemptKey, Node, RunState, StepDoings } from '@checklist/engine';

/** The end of what an attempt printed. */
export interface LogEnd {
  /** Where the whole log is, relative to the repository's root. */
  readonly path: string;
  readonly lines: readonly string[];
  readonly isWhole: boolean;
}

/** What a screen may look up of the run that it shows. */
export interface RunSources {
  /** What an attempt printed; nothing when it printed nothing. */
  readLog(key: AttemptKey): LogEnd | undefined;
  /** What a step does, in words; nothing for a group. */
  doingsOf(state: RunState, node: Node): StepDoings | undefined;
  /** How long steps of this checklist took in earlier runs, by step id; milliseconds. */
  readUsualTimes(checklistId: string): Promise<ReadonlyMap<string, number>>;
}
