import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { checkAnswer, parseAnswer } from '../language/parse-answer.ts';
import type { Command } from '../model/command.ts';
import type { Json } from '../model/json.ts';
import type { Question } from '../model/question.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { RunState } from '../model/run-state.ts';

/** Checks a command's answers against what is asked, files included, and fills defaults in; every other command passes as it is. */
export function checkAnswers(state: RunState, command: Command, directory: string): Result<Command, string> {
  if (command.type !== 'answer') return ok(command);
  const index = state.graph.indexOf.get(command.step);
  const ask = index === undefined ? undefined : state.items.get(index).ask;
  if (ask === undefined) return ok(command);
  const answers = new Map(Object.entries(command.answers));
  const names = ask.questions.map(({ name }) => name);
  const unknown = Object.keys(command.answers).find((name) => !names.includes(name));
  if (unknown !== undefined)
    return fail(
      `"${command.step}" has no question "${unknown}", expected ${names.map((name) => `"${name}"`).join(', ') || 'no answers'}`,
    );
  for (const question of ask.questions) {
    const checked = checkAnswer(question, command.answers[question.name]);
    if (!checked.ok) return checked;
    if (checked.value !== undefined) answers.set(question.name, checked.value);
    const found = checked.value === undefined ? checked : checkFile(question, checked.value, directory);
    if (!found.ok) return found;
  }
  return ok({ ...command, answers: Object.fromEntries(answers) });
}

/** Reads what a person typed, and looks whether a file that is named is there; the error is one line that says what was expected. */
export function readAnswer(question: Question, text: string, directory: string): Result<Json, string> {
  const parsed = parseAnswer(question, text);
  return parsed.ok ? checkFile(question, parsed.value, directory) : parsed;
}

function checkFile(question: Question, value: Json, directory: string): Result<Json, string> {
  if (question.type !== 'file' || typeof value !== 'string') return ok(value);
  if (value === '' && question.optional === true) return ok(value);
  const path = isAbsolute(value) ? value : join(directory, value);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return ok(value);
  return fail(`"${question.name}" is "${value}", expected the path of a file that exists`);
}
