import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { checkAnswer } from '../language/parse-answer.ts';
import type { Command } from '../model/command.ts';
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
    const isMissing =
      question.type === 'file' && typeof checked.value === 'string' && !isFile(question, checked.value, directory);
    if (isMissing)
      return fail(`"${question.name}" is "${String(checked.value)}", expected the path of a file that exists`);
  }
  return ok({ ...command, answers: Object.fromEntries(answers) });
}

function isFile(question: Question, path: string, directory: string): boolean {
  if (path === '' && question.optional === true) return true;
  return statSync(isAbsolute(path) ? path : join(directory, path), { throwIfNoEntry: false })?.isFile() === true;
}
