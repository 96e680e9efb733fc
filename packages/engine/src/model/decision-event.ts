import type { Person } from './person.ts';

/** A person wants a step to be tried again. */
export interface RetryRequested {
  readonly type: 'retry-requested';
  readonly step: string;
  /** Where it had let others through, what begins a new round for it: the item and what it holds. */
  readonly opens?: readonly string[];
  readonly by: Person;
}

/** A new round of these items began; what they did before stays on record. */
export interface RoundOpened {
  readonly type: 'round-opened';
  readonly items: readonly string[];
  readonly reason: string;
  readonly by: Person;
}

/** A person decided that a step is not to be done. */
export interface StepSkipped {
  readonly type: 'step-skipped';
  readonly step: string;
  readonly reason: string;
  readonly by: Person;
}

/** A person decided that a step that did not pass counts as passed. */
export interface StepWaived {
  readonly type: 'step-waived';
  readonly step: string;
  readonly reason: string;
  readonly by: Person;
}

/** A person keeps the result of a finished step although its text changed. */
export interface DefinitionKept {
  readonly type: 'definition-kept';
  readonly step: string;
  readonly by: Person;
}

/** A person said what becomes of steps that were done by an earlier result of a step that came out otherwise now. */
export interface RevisionDecided {
  readonly type: 'revision-decided';
  readonly step: string;
  readonly decision: 'keep' | 'redo';
  /** What is kept, or what begins a new round. */
  readonly items: readonly string[];
  readonly by: Person;
}

/** A person ended the run before its end. */
export interface RunCancelled {
  readonly type: 'run-cancelled';
  readonly reason: string;
  readonly by: Person;
}

/** A person wants what the run did to be taken back, newest first. */
export interface UndoRequested {
  readonly type: 'undo-requested';
  readonly by: Person;
}

/** Another person carries the run on. */
export interface RunHandedOver {
  readonly type: 'run-handed-over';
  readonly from: Person;
  readonly to: Person;
  readonly reason?: string;
  readonly by: Person;
}

/** Nothing new is begun until somebody goes on. */
export interface RunPaused {
  readonly type: 'run-paused';
  readonly reason?: string;
  readonly by: Person;
}

/** A paused run goes on. */
export interface RunResumed {
  readonly type: 'run-resumed';
  readonly by: Person;
}

/** A command came that could not be carried out. */
export interface CommandRefused {
  readonly type: 'command-refused';
  readonly command: string;
  readonly reason: string;
  readonly by: Person;
}

/** What people decide about a run beside answering what it asks. */
export type DecisionEvent =
  | RetryRequested
  | RoundOpened
  | StepSkipped
  | StepWaived
  | DefinitionKept
  | RevisionDecided
  | RunCancelled
  | UndoRequested
  | RunHandedOver
  | RunPaused
  | RunResumed
  | CommandRefused;
