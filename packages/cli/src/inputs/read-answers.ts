import {
  type Answers,
  type Ask,
  didYouMean,
  fail,
  type Json,
  ok,
  parseAnswer,
  type Question,
  type Result,
} from '@checklist/engine';
import { describeQuestion } from '../view/describe-ask.ts';

/** Answers as far as they were typed. */
export interface TypedAnswers {
  readonly answers: Answers;
  /** Questions that must be answered and are not. */
  readonly missing: readonly Question[];
}

/** Reads `name=value` words as the answers to an ask, with the defaults of those that were not given. */
export function readAnswers(ask: Ask, words: readonly string[]): Result<TypedAnswers, readonly string[]> {
  const answers: Record<string, Json> = {};
  const faults: string[] = [];
  for (const word of words) {
    const split = word.indexOf('=');
    const name = word.slice(0, split);
    const question = ask.questions.find((one) => one.name === name);
    const parsed =
      question === undefined ? fail(unknownQuestion(ask, name)) : parseAnswer(question, word.slice(split + 1));
    if (parsed.ok) answers[name] = parsed.value;
    else faults.push(parsed.error);
  }
  if (faults.length > 0) return fail(faults);
  const missing: Question[] = [];
  for (const question of ask.questions) {
    if (Object.hasOwn(answers, question.name)) continue;
    if (question.default !== undefined) answers[question.name] = question.default;
    else if (question.optional !== true) missing.push(question);
  }
  return ok({ answers, missing });
}

/** What stands on the screen when somebody answers a question on the terminal. */
export function promptFor(question: Question): string {
  return `${describeQuestion(question)}: `;
}

function unknownQuestion({ questions }: Ask, name: string): string {
  const names = questions.map((question) => question.name);
  const hint = didYouMean(name, names);
  const known = names.length === 0 ? 'nothing is asked by name' : `expected one of "${names.join('", "')}"`;
  return `there is no question "${name}"${hint === undefined ? `, ${known}` : `: ${hint}`}`;
}
