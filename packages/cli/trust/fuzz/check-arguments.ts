import assert from 'node:assert/strict';
import type { Ask } from '@checklist/engine';
import { readArguments } from '../../src/arguments/read-arguments.ts';
import { commands } from '../../src/commands/table.ts';
import { readAnswers } from '../../src/inputs/read-answers.ts';
import { readInputs } from '../../src/inputs/read-inputs.ts';
import type { Verdict } from './check-checklist.ts';

const inputs = {
  version: { type: 'string', pattern: '^v' },
  count: { type: 'number', default: 1 },
  jobs: { type: 'list', choices: ['a', 'b'] },
  dry: { type: 'boolean' },
} as const;

const ask: Ask = {
  kind: 'questions',
  instructions: '',
  questions: [
    { name: 'constructor', type: 'text', label: 'Text' },
    { name: 'count', type: 'number', label: 'Count', minimum: 1 },
    { name: 'link', type: 'url', label: 'Link' },
  ],
};

/** Words as a shell hands them over, written as a JSON list; the first one picks the command. */
export function checkArguments(bytes: Buffer): Verdict {
  const [first = '', ...typed] = JSON.parse(bytes.toString()) as string[];
  const spec = commands[first.length % commands.length];
  assert(spec !== undefined, 'no command');
  const { words, options, faults } = readArguments(spec, typed);
  for (const name of options.keys())
    assert(name === 'help' || Object.hasOwn(spec.options, name), `an option "${name}"`);
  for (const word of words) assert(typed.includes(word), `a word that nobody typed: ${word}`);
  for (const { message } of faults) assert(message.trim() !== '', 'a fault without a word');
  const read = readInputs(inputs, words);
  for (const name of Object.keys(read.values)) assert(Object.hasOwn(inputs, name), `an input "${name}"`);
  for (const fault of read.faults) assert(fault.trim() !== '', 'a fault without a word');
  const answered = readAnswers(ask, words);
  if (answered.ok) {
    const given = Object.keys(answered.value.answers);
    const missing = answered.value.missing.map(({ name }) => name);
    assert.deepEqual([...given, ...missing].toSorted(), ['constructor', 'count', 'link'], 'a question was lost');
  } else assert(answered.error.length > 0, 'a refusal without a word');
  return faults.length === 0 && read.faults.length === 0 ? 'right' : 'refused';
}
