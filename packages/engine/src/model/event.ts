import type { Checklist } from './checklist.ts';
import type { DecisionEvent } from './decision-event.ts';
import type { Effect } from './effect.ts';
import type { Evidence } from './evidence.ts';
import type { Failure } from './failure.ts';
import type { Json, JsonObject } from './json.ts';
import type { Person } from './person.ts';
import type { Answers, Ask } from './question.ts';
import type { Lack, Progress } from './step-type.ts';

/** Names one attempt: steps are keyed by id, round and attempt, never by position. */
export interface AttemptKey {
  readonly step: string;
  readonly round: number;
  readonly attempt: number;
}

/** How an attempt ended. `interrupted` means: it did not happen, or may simply be made again. */
export type AttemptVerdict = 'passed' | 'failed' | 'inconclusive' | 'cancelled' | 'interrupted';

/** A person's word on a step, bound to what was approved. */
export interface SignOff {
  readonly by: Person;
  /** Who typed it in; the same as `by` when the person answered for themselves. */
  readonly recordedBy: Person;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly commit?: string;
  /** Digest of the step's definition. */
  readonly digest: string;
}

/** The run began. Holds all that a resume needs. */
export interface RunStarted {
  readonly type: 'run-started';
  /** Version of the journal's format. */
  readonly format: 1;
  readonly runId: string;
  readonly checklist: Checklist;
  readonly inputs: JsonObject;
  readonly profile?: string;
  /** Full SHA that the run is pinned to. */
  readonly commit?: string;
  readonly starter: Person;
  /** Ids of steps whose confirmation was given up front, with `=` and the word where one has to be typed. */
  readonly confirmed: readonly string[];
}

/** A process took the run over; what was under way in the one before is cut off. */
export interface DriverStarted {
  readonly type: 'driver-started';
  readonly pid: number;
  readonly hostname: string;
}

/** The torn end that a crash had left of the journal was cut off; nothing had followed from it. */
export interface JournalCut {
  readonly type: 'journal-cut';
  readonly bytes: number;
  /** The file beside the journal that has them now. */
  readonly kept: string;
}

/** The checklist file was edited while the run was open. */
export interface ChecklistChanged {
  readonly type: 'checklist-changed';
  readonly checklist: Checklist;
  /** Values of inputs that the run did not have. */
  readonly inputs?: JsonObject;
  /** Who took the edit over. */
  readonly by?: Person;
}

/** Tools, credentials and permissions were checked before the first change. */
export interface PreflightEnded {
  readonly type: 'preflight-ended';
  readonly lacks: readonly (Lack & { readonly step: string })[];
}

/** An item's `when` was evaluated, once for the round. */
export interface ConditionDecided {
  readonly type: 'condition-decided';
  readonly item: string;
  readonly round: number;
  readonly holds: boolean;
}

/** An item's `when` could not be evaluated. */
export interface ConditionFailed {
  readonly type: 'condition-failed';
  readonly item: string;
  readonly round: number;
  readonly failure: Failure;
}

/** A person is asked something. */
export interface QuestionAsked extends AttemptKey {
  readonly type: 'question-asked';
  readonly ask: Ask;
  /** Who wants the step to be done by hand. */
  readonly by?: Person;
}

/** A person answered; the answers were validated. */
export interface AnswerGiven extends AttemptKey {
  readonly type: 'answer-given';
  readonly answers: Answers;
  readonly by: Person;
  readonly signOff?: SignOff;
}

/** A step's own undo command, its templates and what they read; only its own outputs are not known yet. */
export interface UndoCommand {
  readonly command: readonly [string, ...string[]];
  readonly scope: JsonObject;
}

/** What an undo will go by, however the checklist reads by then. */
export interface UndoBasis {
  readonly stepType: string;
  /** Empty when the step type has no undo, so that nothing goes by them. */
  readonly options: JsonObject;
  /** Absent in journals that kept neither it nor `undo`. */
  readonly effect?: Effect;
  readonly undo?: UndoCommand;
  /** What the probe saw of the world just before. */
  readonly before?: Json;
}

/** An attempt is about to have its effect; on disk before the effect begins. */
export interface AttemptStarted extends AttemptKey {
  readonly type: 'attempt-started';
  /** The exact commands or texts of an effect that others can see, one a line. */
  readonly plan?: readonly string[];
  /** Absent when nothing says how it is undone, and for what is done by hand. */
  readonly basis?: UndoBasis;
}

/** The work goes on elsewhere; the handle is on disk before anything else happens. */
export interface AttemptPending extends AttemptKey {
  readonly type: 'attempt-pending';
  readonly handle: Json;
  /** Epoch milliseconds of the next check. */
  readonly checkAt: number;
  readonly progress?: Progress;
}

/** An attempt ended. */
export interface AttemptEnded extends AttemptKey {
  readonly type: 'attempt-ended';
  readonly verdict: AttemptVerdict;
  readonly outputs: JsonObject;
  readonly evidence: readonly Evidence[];
  readonly failure?: Failure;
  readonly note?: string;
  /** The person whose word ended it: who refused, declined, or said what became of an attempt that was cut off. */
  readonly by?: Person;
}

/** A step is later than its deadline. */
export interface DeadlinePassed {
  readonly type: 'deadline-passed';
  readonly step: string;
  readonly round: number;
}

/** What a step did in a round is about to be taken back. */
export interface UndoStarted {
  readonly type: 'undo-started';
  readonly step: string;
  readonly round: number;
  /** The newest attempt of those that are taken back, when others of the round went another way later. */
  readonly attempt?: number;
}

/** How taking a deed back ended: it is gone, it could not be, there is no way, or a person wants it to stay. */
export type UndoVerdict = 'undone' | 'failed' | 'impossible' | 'kept';

/** What a step did in a round was taken back, or not. */
export interface UndoEnded {
  readonly type: 'undo-ended';
  readonly step: string;
  readonly round: number;
  /** As in `undo-started`. */
  readonly attempt?: number;
  readonly verdict: UndoVerdict;
  readonly failure?: Failure;
  readonly note?: string;
  /** Who wants it to stay. */
  readonly by?: Person;
}

/** Nothing is left to do. */
export interface RunEnded {
  readonly type: 'run-ended';
  readonly verdict: 'passed' | 'cancelled' | 'undone';
}

/** All that can happen in a run and is kept in its journal. */
export type RunEvent =
  | RunStarted
  | DriverStarted
  | JournalCut
  | ChecklistChanged
  | PreflightEnded
  | ConditionDecided
  | ConditionFailed
  | QuestionAsked
  | AnswerGiven
  | AttemptStarted
  | AttemptPending
  | AttemptEnded
  | DecisionEvent
  | DeadlinePassed
  | UndoStarted
  | UndoEnded
  | RunEnded;

/** An event as the journal keeps it. */
export type RecordedEvent = RunEvent & {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The id of the command that caused it, so that no command is carried out twice. */
  readonly commandId?: string;
  /** The next event belongs to it: where the journal was cut off between them, neither counts. */
  readonly isFollowed?: true;
};

/** What happens on the way and is only shown, never kept. */
export type RunProgress =
  | { readonly type: 'output'; readonly step: string; readonly text: string }
  | { readonly type: 'progress'; readonly step: string; readonly progress: Progress };
