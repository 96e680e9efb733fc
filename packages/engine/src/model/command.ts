import type { Person } from './person.ts';
import type { Answers } from './question.ts';

/** What a person can tell a run to do. */
export type Command =
  | {
      readonly type: 'answer';
      readonly step: string;
      readonly answers: Answers;
      /** The contact whose word this is, when somebody else types it in. */
      readonly signedBy?: string;
      /** The `askedSeq` of what was seen: an answer to one question is none to the next. */
      readonly asked?: number;
    }
  | {
      readonly type: 'reject';
      readonly step: string;
      readonly reason: string;
      readonly signedBy?: string;
      readonly asked?: number;
    }
  | { readonly type: 'retry'; readonly step: string }
  | { readonly type: 'reevaluate'; readonly step: string }
  | { readonly type: 'by-hand'; readonly step: string }
  | { readonly type: 'redo'; readonly item: string; readonly reason: string }
  | { readonly type: 'skip'; readonly step: string; readonly reason: string }
  | { readonly type: 'waive'; readonly step: string; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'undo' }
  /** `to` is the id of a contact; without it, whoever sends it takes the run over. */
  | { readonly type: 'handover'; readonly to?: string; readonly reason?: string }
  | { readonly type: 'pause'; readonly reason?: string }
  | { readonly type: 'resume' };

/** A command on its way: `id` makes a repetition harmless. */
export interface SentCommand {
  readonly id: string;
  readonly by: Person;
  readonly command: Command;
}
