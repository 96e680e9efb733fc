import type { Checklist, Item } from './checklist.ts';
import type { AttemptVerdict, SignOff, UndoBasis } from './event.ts';
import type { Evidence } from './evidence.ts';
import type { Failure } from './failure.ts';
import type { GrowingSet } from './growing-set.ts';
import type { Json, JsonObject } from './json.ts';
import type { Person } from './person.ts';
import type { Answers, Ask } from './question.ts';
import type { Status } from './status.ts';
import type { Lack, Progress } from './step-type.ts';
import type { Table } from './table.ts';
import type { Detour, Undoing } from './undoing.ts';

/** An item of a run, after matrices and profiles were applied; edges are indices of other nodes. */
export interface Node {
  readonly index: number;
  /** The item's id, with the matrix key in brackets for an instance: `job[heartbeat_timeout]`. */
  readonly id: string;
  readonly item: Item;
  /** -1 at the top. */
  readonly parent: number;
  readonly depth: number;
  /** The combination that this instance stands for. */
  readonly matrix: JsonObject;
  readonly needs: readonly number[];
  readonly dependents: readonly number[];
  readonly children: readonly number[];
  readonly finals: readonly number[];
  readonly isFinal: boolean;
  /** The profile leaves it out. */
  readonly isLeftOut: boolean;
  /** A node that only holds the instances of a matrix. */
  readonly isMatrix: boolean;
  /** The edited checklist does not have it any more; what it did stays on record. */
  readonly isRemoved?: true;
}

/** A checklist made ready for one run: a fixed graph. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly roots: readonly number[];
}

/** One try of a step. Times are epoch milliseconds. */
export interface Attempt {
  readonly attempt: number;
  /** Absent when the attempt ended before anything was done ("was already so"). */
  readonly startedAt?: number;
  /** Sequence number of the event that started it; the order for an undo. */
  readonly startedSeq?: number;
  /** It was started as one whose effect others can see, whatever the checklist says by now. */
  readonly isSeen?: true;
  /** A person did it, and gave its outputs. */
  readonly isByHand?: true;
  /** It was cut off, and a person says that it did nothing. */
  readonly isDenied?: true;
  readonly endedAt?: number;
  readonly verdict?: AttemptVerdict;
  readonly failure?: Failure;
  readonly note?: string;
}

/** Work that goes on elsewhere. */
export interface Pending {
  readonly handle: Json;
  readonly checkAt: number;
  readonly since: number;
  readonly progress?: Progress;
}

/** A person's decision on a step, with the status that it replaced. */
export interface Decision {
  readonly type: 'skipped' | 'waived';
  readonly reason: string;
  /** Absent when the checklist itself (a `when`, a profile) left the step out. */
  readonly by?: Person;
  readonly at: number;
  readonly original: Status;
  readonly failure?: Failure;
}

/** One pass over an item. */
export interface Round {
  readonly round: number;
  readonly status: Status;
  readonly attempts: readonly Attempt[];
  readonly outputs: JsonObject;
  readonly evidence: readonly Evidence[];
  readonly signOffs: readonly SignOff[];
  readonly answeredBy?: Person;
  readonly failure?: Failure;
  readonly note?: string;
  readonly decision?: Decision;
  /** What an undo goes by; of the first attempt that may have changed something, and went the way of the newest. */
  readonly basis?: UndoBasis;
  /** Oldest first. */
  readonly detours?: readonly Detour[];
  /** Names the work that went on elsewhere, as it was last heard of. */
  readonly handle?: Json;
  readonly undoing?: Undoing;
}

/** Where an item of a run is, and how it came there. */
export interface ItemState extends Round {
  readonly earlier: readonly Round[];
  /** The ids that it had before edits of the checklist. */
  readonly formerIds?: readonly string[];
  /** What its `when` came to; absent until it was evaluated. */
  readonly condition?: boolean;
  readonly pending?: Pending;
  readonly ask?: Ask;
  /** Sequence number of the event that asked; which of a step's questions `ask` is. */
  readonly askedSeq?: number;
  /** Epoch milliseconds of the newest ask. */
  readonly askedAt?: number;
  /** Answers that were given to `ask` and are not yet carried out. */
  readonly answers?: Answers;
  /** The plan that was confirmed; another plan needs another confirmation. */
  readonly confirmed?: readonly string[];
  /** Epoch milliseconds; not started before. */
  readonly retryAt?: number;
  /** Attempts that count against `retry`, since the round began or a person asked for a retry. */
  readonly tries: number;
  /** Digest of the definition that the newest attempt was made with. */
  readonly digest?: string;
  readonly isLate?: boolean;
  /** Sequence number of the event that ended the step. */
  readonly endedSeq?: number;
  /** Sequence number of the event that opened this round; absent in the first one. */
  readonly openedSeq?: number;
  /** Sequence number of the event with which a person kept its result although something before it came out otherwise. */
  readonly keptSeq?: number;
  /** Shut: its needs are not met. Open: it may go on. Closed: it let the next one through.
   * Blocked: it did not, and nothing more happens by itself. */
  readonly gate: 'shut' | 'open' | 'closed' | 'blocked';
  /** Needs that are not met yet. */
  readonly unmet: number;
  /** Children that are not closed yet; for a group only. */
  readonly openChildren: number;
  /** The group's `finally` steps are being run. */
  readonly isFinishing: boolean;
}

/** What a person did to the run beside answering it. `type` is the word of the command. */
export interface Intervention {
  readonly type:
    | 'edit'
    | 'retry'
    | 'redo'
    | 'keep'
    | 'by-hand'
    | 'skip'
    | 'waive'
    | 'cancel'
    | 'undo'
    | 'handover'
    | 'pause'
    | 'resume';
  readonly by: Person;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly items: readonly string[];
  readonly reason?: string;
  /** Who has the run after a handover. */
  readonly to?: Person;
}

/** All that is known of a run: a fold of its events. */
export interface RunState {
  readonly runId: string;
  readonly checklist: Checklist;
  readonly graph: Graph;
  readonly inputs: JsonObject;
  readonly profile?: string;
  readonly commit?: string;
  readonly starter: Person;
  /** Who carries the run on now: whoever started it, until it is handed over. */
  readonly operator: Person;
  readonly interventions: readonly Intervention[];
  /** Nothing new is begun while it is there. */
  readonly paused?: { readonly by: Person; readonly at: number; readonly reason?: string };
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly items: Table<ItemState>;
  /** Indices of nodes whose gate is open, in the order in which they opened. */
  readonly frontier: readonly number[];
  /** How many items of the frontier are not pending, so that nobody has to look through all that are. */
  readonly busy: number;
  readonly confirmedUpFront: readonly string[];
  /** A preflight has passed, so that the first step could begin. */
  readonly isBegun: boolean;
  readonly preflight: 'due' | 'passed' | 'failed';
  readonly lacks: readonly (Lack & { readonly step: string })[];
  readonly isCancelled: boolean;
  readonly isUndoing: boolean;
  readonly verdict?: 'passed' | 'cancelled' | 'undone';
  readonly lastSeq: number;
  /** Epoch milliseconds of the newest event. */
  readonly lastAt: number;
  /** Ids of commands that were carried out or refused. */
  readonly commandIds: GrowingSet;
  readonly refusals: readonly { readonly commandId: string; readonly reason: string }[];
}

/** One thing that should be in flight now. `at` is in epoch milliseconds: not before. */
export type Work =
  | { readonly type: 'preflight'; readonly key: string }
  | { readonly type: 'evaluate'; readonly key: string; readonly node: number }
  | {
      readonly type: 'start';
      readonly key: string;
      readonly node: number;
      readonly round: number;
      readonly attempt: number;
      readonly at: number;
    }
  | {
      readonly type: 'check';
      readonly key: string;
      readonly node: number;
      readonly round: number;
      readonly attempt: number;
      readonly at: number;
    }
  | {
      readonly type: 'finish';
      readonly key: string;
      readonly node: number;
      readonly round: number;
      readonly attempt: number;
    }
  | {
      readonly type: 'recover';
      readonly key: string;
      readonly node: number;
      readonly round: number;
      readonly attempt: number;
    }
  | { readonly type: 'warn'; readonly key: string; readonly node: number; readonly round: number; readonly at: number }
  | {
      readonly type: 'undo';
      readonly key: string;
      readonly node: number;
      readonly round: number;
      /** Of a detour. */
      readonly attempt?: number;
    }
  | { readonly type: 'end'; readonly key: string; readonly verdict: 'passed' | 'cancelled' | 'undone' };
