import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'typebox';
import type { Failure } from '../model/failure.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { defineStepType, type StepContext, type StepResult, type StepType } from '../model/step-type.ts';

/*
 * Step types for scenarios of the language. What they did stands in a ledger in the world, so that somebody who looks
 * after a crash can tell, and so that a test counts effects there and not in the journal.
 */

/** One effect in the world. */
export interface Deed {
  readonly step: string;
  readonly round: number;
  readonly attempt: number;
  readonly result: 'passed' | 'failed';
  readonly value: Json;
}

const ledger = 'ledger.jsonl';
const closed = { additionalProperties: false } as const;

/** Everything that was done in the world, in order. */
export function readLedger(directory: string): Deed[] {
  const file = join(directory, ledger);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line) => JSON.parse(line) as Deed);
}

function record({ step, directory }: StepContext, result: Deed['result'], value: Json): void {
  const { id, round, attempt } = step;
  appendFileSync(
    join(directory, ledger),
    `${JSON.stringify({ step: id, round, attempt, result, value } satisfies Deed)}\n`,
  );
}

function broken(message: string): Failure {
  return { reason: 'exit-code', message };
}

/** Has an effect that nobody can ask about. It fails as often as it says, in each round, and then passes. */
const act = defineStepType({
  type: 'test.act',
  summary: 'Has an effect',
  effect: 'local',
  leastEffect: 'reads',
  options: Type.Object(
    {
      fails: Type.Optional(Type.Integer({ description: 'How often it fails before it passes.' })),
      give: Type.Optional(Type.Unknown({ description: 'The output "value".' })),
      hangs: Type.Optional(Type.Boolean({ description: 'It does not end by itself.' })),
    },
    closed,
  ),
  outputs: () => ({ value: Type.Unknown() }),
  plan: ({ give }) => [`act with ${JSON.stringify(give ?? null)}`],
  async start({ fails = 0, give, hangs }, context) {
    if (hangs === true) {
      await sleep(60_000, undefined, { signal: context.signal }).catch(() => {});
      return { type: 'failed', failure: broken('it was ended') };
    }
    const { id, round } = context.step;
    const before = readLedger(context.directory).filter((deed) => deed.step === id && deed.round === round).length;
    const value = toJson(give);
    if (before >= fails) {
      record(context, 'passed', value);
      return { type: 'passed', outputs: { value } };
    }
    record(context, 'failed', value);
    return { type: 'failed', failure: broken(`it failed ${before + 1} of ${fails} times`) };
  },
});

/** Has an effect that can be asked about and taken back. */
const keep = defineStepType({
  type: 'test.keep',
  summary: 'Has an effect that is seen',
  effect: 'reversible',
  options: Type.Object({ give: Type.String({ description: 'What is kept.' }) }, closed),
  outputs: () => ({ value: Type.String() }),
  plan: ({ give }) => [`keep ${give}`],
  async probe({ give }, { directory }) {
    const kept = readLedger(directory).findLast(({ value }) => value === give || value === `undo ${give}`);
    return kept?.value === give
      ? { type: 'done', outputs: { value: give }, note: 'was already so' }
      : { type: 'absent' };
  },
  async start({ give }, context) {
    record(context, 'passed', give);
    return { type: 'passed', outputs: { value: give } };
  },
  async undo({ give }, _done, context) {
    const kept = readLedger(context.directory).findLast(({ value }) => value === give || value === `undo ${give}`);
    if (kept?.value === give) record(context, 'passed', `undo ${give}`);
    return { type: 'passed', outputs: {} };
  },
});

/** Each look at the world finds one more. */
const look = defineStepType({
  type: 'test.look',
  summary: 'Counts how often somebody looked',
  effect: 'reads',
  options: Type.Object({ fails: Type.Optional(Type.Integer({ description: 'So many looks see nothing.' })) }, closed),
  outputs: () => ({ count: Type.Integer() }),
  async start({ fails = 0 }, context) {
    const count = readLedger(context.directory).filter(({ step }) => step === context.step.id).length + 1;
    record(context, 'passed', count);
    if (count <= fails)
      return { type: 'failed', failure: { reason: 'http-status', message: 'the service answered 502' } };
    return { type: 'passed', outputs: { count } };
  },
});

const isoTime = Type.String({ description: 'ISO 8601.' });

/** Waits for a moment. */
const pause = defineStepType({
  type: 'test.pause',
  summary: 'Waits',
  effect: 'reads',
  options: Type.Object({ for: Type.Integer({ description: 'Milliseconds.' }) }, closed),
  outputs: () => ({ ended_at: isoTime }),
  start: async (options, context): Promise<StepResult> => ({
    type: 'pending',
    handle: context.now() + options.for,
    checkAfter: options.for,
  }),
  async check(handle, _options, { now }) {
    const left = Number(handle) - now();
    if (left > 0) return { type: 'pending', handle, checkAfter: left };
    return { type: 'passed', outputs: { ended_at: 'later' } };
  },
});

const SignOff = Type.Object(
  {
    by: Type.Array(Type.String(), { description: 'Contacts.' }),
    at_least: Type.Optional(Type.Integer({ description: 'How many of them.' })),
    not_starter: Type.Optional(Type.Boolean({ description: 'Not whoever started the run.' })),
  },
  closed,
);

/** Asks a person one thing. */
const ask = defineStepType({
  type: 'test.ask',
  summary: 'Asks a person',
  effect: 'reads',
  options: Type.Object(
    {
      instructions: Type.String({ description: 'What to do.' }),
      type: Type.Optional(Type.Enum(['text', 'number', 'confirm', 'choice'], { description: 'The kind of answer.' })),
      choices: Type.Optional(Type.Array(Type.String(), { description: 'Of a choice.' })),
      sign_off: Type.Optional(SignOff),
    },
    closed,
  ),
  outputs: (options) => ({
    answer: Type.Unknown(),
    ...(isJsonObject(options.sign_off) ? { signed_by: Type.Array(Type.String()) } : {}),
  }),
  async start({ instructions, type = 'text', choices, sign_off }) {
    const question = { name: 'answer', type, label: 'Answer', ...(choices === undefined ? {} : { choices }) };
    const { by = [], at_least: atLeast = 1, not_starter: notStarter = false } = sign_off ?? {};
    const signOff = sign_off === undefined ? {} : { signOff: { by, atLeast, notStarter } };
    return { type: 'asks', ask: { instructions, questions: [question], ...signOff } };
  },
});

/** Asks for somebody's word elsewhere, and has it after a while. */
const word = defineStepType({
  type: 'test.word',
  summary: 'Asks elsewhere',
  effect: 'reversible',
  isSignOff: true,
  options: Type.Object({ ask: Type.String(), after: Type.Integer({ description: 'Milliseconds.' }) }, closed),
  outputs: () => ({ said: Type.String() }),
  start: async ({ ask: asked, after }, context): Promise<StepResult> => {
    record(context, 'passed', asked);
    return { type: 'pending', handle: context.now() + after, checkAfter: after };
  },
  async check(handle, { ask: asked }, { now }) {
    const left = Number(handle) - now();
    return left > 0 ? { type: 'pending', handle, checkAfter: left } : { type: 'passed', outputs: { said: asked } };
  },
});

/** Shows what it is given and whether it got a secret. */
const tell = defineStepType({
  type: 'test.tell',
  summary: 'Tells its secret',
  effect: 'reads',
  options: Type.Object({ secret: Type.String({ description: 'The id of a secret.' }) }, closed),
  outputs: () => ({ told: Type.String() }),
  async start({ secret }, context) {
    const told = `${secret} is ${context.secret(secret) ?? 'not mine'}`;
    context.log(told);
    return { type: 'passed', outputs: { told } };
  },
});

function toJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}

/** The step types of the scenarios. */
export const scenarioStepTypes: readonly StepType[] = [act, keep, look, pause, ask, word, tell];
