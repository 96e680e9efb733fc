import type { Json } from '../model/json.ts';
import type { Question } from '../model/question.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { compilePattern } from './pattern.ts';

/** Reads what a person typed as the answer to a question; the error is one line that says what was expected. */
export function parseAnswer(question: Question, text: string): Result<Json, string> {
  const trimmed = question.multiline === true ? text : text.trim();
  if (trimmed === '' && question.default !== undefined) return ok(question.default);
  if (question.type === 'confirm') return parseConfirm(question, trimmed);
  if (question.type === 'number') {
    const number = Number(trimmed);
    return trimmed === '' || Number.isNaN(number) ? fail(found(question, text, 'a number')) : check(question, number);
  }
  return check(question, trimmed);
}

/** Checks an answer that came as data. */
export function checkAnswer(question: Question, value: Json | undefined): Result<Json | undefined, string> {
  if (value === undefined || value === '' || value === null) {
    if (question.optional === true) return ok(undefined);
    if (value === undefined && question.default !== undefined) return ok(question.default);
    return fail(`"${question.name}" has no answer, expected ${expectation(question)}`);
  }
  return check(question, value);
}

function parseConfirm(question: Question, text: string): Result<Json, string> {
  if (/^(?:y|yes|true)$/i.test(text)) return ok(true);
  if (/^(?:n|no|false)$/i.test(text)) return ok(false);
  return fail(found(question, text, 'yes or no'));
}

function check(question: Question, value: Json): Result<Json, string> {
  if (value === '' && question.optional === true) return ok(value);
  return isGood(question, value) ? ok(value) : fail(found(question, value, expectation(question)));
}

function isGood(question: Question, value: Json): boolean {
  switch (question.type) {
    case 'confirm':
      return typeof value === 'boolean';
    case 'number':
      return (
        typeof value === 'number' && value >= (question.minimum ?? -Infinity) && value <= (question.maximum ?? Infinity)
      );
    case 'choice':
      return typeof value === 'string' && (question.choices ?? []).includes(value);
    case 'url':
      return typeof value === 'string' && isWebAddress(value) && matches(question, value);
    case 'text':
    case 'file':
      if (question.word !== undefined) return value === question.word;
      return typeof value === 'string' && value.trim() !== '' && !value.includes('\0') && matches(question, value);
  }
}

function matches(question: Question, value: string): boolean {
  if (question.pattern === undefined) return true;
  const pattern = compilePattern(question.pattern);
  return pattern.ok && pattern.value.test(value);
}

function isWebAddress(text: string): boolean {
  // The parser of addresses takes blanks and control characters away without a word.
  return !/[\s\p{Cc}]/u.test(text) && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function expectation(question: Question): string {
  switch (question.type) {
    case 'confirm':
      return 'yes or no';
    case 'number': {
      const { minimum, maximum } = question;
      if (minimum !== undefined && maximum !== undefined) return `a number from ${minimum} to ${maximum}`;
      if (minimum !== undefined) return `a number of at least ${minimum}`;
      return maximum === undefined ? 'a number' : `a number of at most ${maximum}`;
    }
    case 'choice':
      return `one of "${(question.choices ?? []).join('", "')}"`;
    case 'url':
      return question.pattern === undefined
        ? 'an http or https address'
        : `an http or https address like ${question.pattern}`;
    case 'file':
      return 'the path of a file';
    case 'text':
      if (question.word !== undefined) return `the word "${question.word}"`;
      return question.pattern === undefined ? 'a text' : `a text like ${question.pattern}`;
  }
}

function found(question: Question, value: Json, expected: string): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${question.name}" is "${shown.slice(0, 200)}", expected ${expected}`;
}
