import type { Ask, Json, Question } from '@checklist/engine';
import { exactLines } from '../output/show-exact.ts';
import { showLine, showLines } from '../output/show-text.ts';

/** What a person is asked, in lines: instructions, what is set free, questions, sign-off. */
export function describeAsk(ask: Ask): string[] {
  return [
    ...showLines(ask.instructions),
    ...(ask.plan ?? []).flatMap((line) => exactLines(line).map((one) => `  $ ${one}`)),
    ...ask.questions.flatMap((question) => {
      if (question.word !== undefined) return [showLine(question.label)];
      return ask.kind === 'confirmation' ? [] : [`- ${describeQuestion(question)}`];
    }),
    ...describeSignOff(ask),
  ];
}

/** A question with what it takes: `run: Link to the CI run (url)`. */
export function describeQuestion(question: Question): string {
  return `${question.name}: ${showLine(question.label)} (${[expectation(question), ...details(question)].join(', ')})`;
}

/** What an answer may be, in a few words. */
export function expectation({ type, choices, minimum, maximum, word }: Question): string {
  if (word !== undefined) return `the word "${showLine(word)}"`;
  switch (type) {
    case 'confirm':
      return 'yes or no';
    case 'choice':
      return (choices ?? []).map(showLine).join(' | ');
    case 'number': {
      const from = minimum === undefined ? '' : ` from ${minimum}`;
      return `number${from}${maximum === undefined ? '' : ` to ${maximum}`}`;
    }
    default:
      return type;
  }
}

function details({ optional, default: standard, pattern }: Question): string[] {
  return [
    ...(pattern === undefined ? [] : [`like ${showLine(pattern)}`]),
    ...(standard === undefined ? [] : [`default ${showLine(showAnswer(standard))}`]),
    ...(optional === true ? ['may be left out'] : []),
  ];
}

function describeSignOff({ signOff }: Ask): string[] {
  if (signOff === undefined) return [];
  const { by, atLeast, notStarter } = signOff;
  const many = by.length > 1 ? `${atLeast} of ` : '';
  return [`needs the word of ${many}${by.join(', ')}${notStarter ? ', not of whoever started the run' : ''}`];
}

/** An answer or an output, as people read it. */
export function showAnswer(value: Json): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
