import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { defineStepType, type StepType } from '../model/step-type.ts';

/** A step that adds its word to a file of the world, so that a test counts effects there and not in a journal. */
const append = defineStepType({
  type: 'test.append',
  summary: 'Adds a word to a file',
  effect: 'irreversible',
  leastEffect: 'reads',
  options: Type.Object({ word: Type.String(), fail: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  outputs: () => ({ word: Type.String() }),
  plan: ({ word }) => [`append "${word}"`],
  async start({ word, fail }, { directory }) {
    appendFileSync(join(directory, 'world.txt'), `${word}\n`);
    if (fail === true) return { type: 'failed', failure: { reason: 'exit-code', message: `"${word}" failed` } };
    return { type: 'passed', outputs: { word } };
  },
});

/** The same with a probe and an undo. */
const once = defineStepType({
  type: 'test.once',
  summary: 'Adds a word to a file, once',
  effect: 'reversible',
  options: Type.Object({ word: Type.String() }, { additionalProperties: false }),
  outputs: () => ({ word: Type.String() }),
  async probe({ word }, { directory }) {
    return readWorld(directory).includes(word)
      ? { type: 'done', outputs: { word }, note: 'was already there' }
      : { type: 'absent' };
  },
  async start({ word }, { directory }) {
    appendFileSync(join(directory, 'world.txt'), `${word}\n`);
    return { type: 'passed', outputs: { word } };
  },
  async undo({ word }, _done, { directory }) {
    appendFileSync(join(directory, 'world.txt'), `undo ${word}\n`);
    return { type: 'passed', outputs: {} };
  },
});

const ask = defineStepType({
  type: 'test.ask',
  summary: 'Asks a person',
  effect: 'reads',
  options: Type.Object({}, { additionalProperties: false }),
  outputs: () => ({ seen: Type.String() }),
  async start() {
    return {
      type: 'asks',
      ask: { instructions: 'Look', questions: [{ name: 'seen', type: 'text', label: 'What do you see' }] },
    };
  },
});

/** A step whose work goes on elsewhere until the file `done` is there. */
const remote = defineStepType({
  type: 'test.remote',
  summary: 'Waits for work elsewhere',
  effect: 'local',
  options: Type.Object({}, { additionalProperties: false }),
  outputs: () => ({}),
  async start(_options, { directory }) {
    appendFileSync(join(directory, 'world.txt'), 'launched\n');
    return { type: 'pending', handle: 'job 7', checkAfter: 5 };
  },
  async check(handle, _options, { directory }) {
    if (handle !== 'job 7') return { type: 'failed', failure: { reason: 'not-found', message: 'another job' } };
    return existsSync(join(directory, 'done'))
      ? { type: 'passed', outputs: {} }
      : { type: 'pending', handle, checkAfter: 5 };
  },
});

const program = defineStepType({
  type: 'test.program',
  summary: 'Runs a program',
  effect: 'local',
  options: Type.Object({ command: Type.Array(Type.String()) }, { additionalProperties: false }),
  outputs: () => ({ stdout: Type.String() }),
  async start({ command }, context) {
    const [file = '', ...args] = command;
    const result = await context.spawn({ command: [file, ...args] });
    if (result.type === 'exited' && result.exitCode === 0)
      return { type: 'passed', outputs: { stdout: result.stdout } };
    return { type: 'failed', failure: { reason: 'exit-code', message: `ended as ${result.type}` } };
  },
});

const broken = defineStepType({
  type: 'test.broken',
  summary: 'Has a fault of its own',
  effect: 'local',
  options: Type.Object({}, { additionalProperties: false }),
  outputs: () => ({}),
  start: () => Promise.reject(new TypeError('cannot read x of undefined')),
});

/** Step types whose effects a test can see. */
export const testStepTypes: readonly StepType[] = [append, once, ask, remote, program, broken];

/** The words in the world's file, in order. */
export function readWorld(directory: string): string[] {
  const file = join(directory, 'world.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}
