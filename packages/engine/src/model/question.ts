import type { Json, JsonObject } from './json.ts';

/** The kinds of answers that a question can ask for. */
export const questionTypes = ['confirm', 'text', 'choice', 'number', 'url', 'file'] as const;

export type QuestionType = (typeof questionTypes)[number];

/** One typed field of an ask; its answer becomes the output of the same name. */
export interface Question {
  readonly name: string;
  readonly type: QuestionType;
  readonly label: string;
  readonly choices?: readonly string[];
  readonly default?: Json;
  /** An answer may be left out. */
  readonly optional?: boolean;
  /** The answer may have several lines. */
  readonly multiline?: boolean;
  /** Exactly this text must be typed. */
  readonly word?: string;
  /** A regular expression that a text or URL must match. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Whose approval a manual step needs, by ids of contacts. */
export interface SignOffRule {
  readonly by: readonly string[];
  /** How many different persons of `by` must approve. */
  readonly atLeast: number;
  /** Whoever started the run may not approve. */
  readonly notStarter: boolean;
}

/**
 * Why a person is asked: a manual step's `questions`, the `confirmation` of an irreversible step, what became of an
 * attempt that was cut off (`recovery`), what to do with a finished step whose text was `edited`, what to do with what was
 * done by an earlier result that was `revised`, or the outputs of a step that was done `by-hand`.
 */
export type AskKind = 'questions' | 'confirmation' | 'recovery' | 'edited' | 'revised' | 'by-hand';

/** What a person is asked, and what they need to see to answer. */
export interface Ask {
  readonly kind: AskKind;
  /** Markdown. */
  readonly instructions: string;
  readonly questions: readonly Question[];
  readonly signOff?: SignOffRule;
  /** Exact commands or texts that the answer sets free, one a line. */
  readonly plan?: readonly string[];
}

/** The answers to an ask, by question name. */
export type Answers = JsonObject;
