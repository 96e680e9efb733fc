import { isJsonObject, type JsonObject } from './json.ts';
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

/** What each command must say, as a text. */
const wordsOf: Readonly<Record<Command['type'], readonly string[]>> = {
  answer: ['step'],
  reject: ['step', 'reason'],
  retry: ['step'],
  reevaluate: ['step'],
  'by-hand': ['step'],
  redo: ['item', 'reason'],
  skip: ['step', 'reason'],
  waive: ['step', 'reason'],
  cancel: ['reason'],
  undo: [],
  handover: [],
  pause: [],
  resume: [],
};

/** Why something is no command that this version understands, in one line; nothing when it is one. */
export function findUnknown(command: JsonObject): string | undefined {
  const { type, answers } = command;
  const isKnown = typeof type === 'string' && Object.hasOwn(wordsOf, type);
  if (!isKnown) return `"${String(type)}" is no command of this version, expected one that it knows`;
  const lacking = wordsOf[type as Command['type']].find((word) => typeof command[word] !== 'string');
  if (lacking !== undefined) return `the command "${type}" has no "${lacking}", expected a text`;
  const odd = ['reason', 'to', 'signedBy'].find((word) => !['string', 'undefined'].includes(typeof command[word]));
  if (odd !== undefined) return `the command "${type}" has a "${odd}" that is no text, expected one`;
  if (!['number', 'undefined'].includes(typeof command.asked))
    return `the command "${type}" has an "asked" that is no number, expected one`;
  if (type === 'answer' && !isJsonObject(answers)) return 'the command "answer" has no "answers", expected a mapping';
  return undefined;
}

/** A command on its way: `id` makes a repetition harmless. */
export interface SentCommand {
  readonly id: string;
  readonly by: Person;
  readonly command: Command;
}
