import { type TSchema, Type } from 'typebox';
import { isJsonObject } from '../model/json.ts';
import { defineStepType, type StepType } from '../model/step-type.ts';

/** Step types for the tests of loading: they look like real ones and never start. */

const start = () => Promise.reject(new Error('a sample step type cannot be started'));
const closed = { additionalProperties: false } as const;

const shell = defineStepType({
  type: 'shell',
  summary: 'Runs a program',
  effect: 'local',
  leastEffect: 'reads',
  code: ['script'],
  options: Type.Object(
    {
      command: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
      script: Type.Optional(Type.String()),
      env: Type.Optional(Type.Record(Type.String(), Type.String())),
      exit_codes: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 255 }))),
      outputs: Type.Optional(
        Type.Record(
          Type.String(),
          Type.Union([
            Type.Object({ stdout: Type.Enum(['json', 'text', 'lines']) }, closed),
            Type.Object({ match: Type.String({ format: 'regex' }), all: Type.Optional(Type.Boolean()) }, closed),
          ]),
        ),
      ),
    },
    { ...closed, oneOf: [{ required: ['command'] }, { required: ['script'] }] },
  ),
  outputs: ({ outputs }): Record<string, TSchema> => ({
    exit_code: Type.Integer(),
    ...Object.fromEntries(Object.keys(isJsonObject(outputs) ? outputs : {}).map((name) => [name, Type.Unknown()])),
  }),
  start,
});

const manual = defineStepType({
  type: 'manual',
  summary: 'Asks a person',
  effect: 'reads',
  options: Type.Object(
    {
      instructions: Type.String({ description: 'Markdown' }),
      questions: Type.Optional(
        Type.Record(
          Type.String(),
          Type.Object(
            {
              type: Type.Enum(['confirm', 'text', 'choice']),
              label: Type.Optional(Type.String()),
              pattern: Type.Optional(Type.String({ format: 'regex' })),
            },
            closed,
          ),
        ),
      ),
      sign_off: Type.Optional(
        Type.Object(
          { by: Type.Array(Type.String(), { minItems: 1 }), at_least: Type.Optional(Type.Integer()) },
          closed,
        ),
      ),
    },
    closed,
  ),
  outputs: ({ questions }): Record<string, TSchema> =>
    Object.fromEntries(Object.keys(isJsonObject(questions) ? questions : {}).map((name) => [name, Type.Unknown()])),
  start,
});

const tag = defineStepType({
  type: 'tag',
  summary: 'Sets a tag',
  effect: 'irreversible',
  options: Type.Object({ name: Type.String(), at: Type.String(), force: Type.Optional(Type.Boolean()) }, closed),
  outputs: () => ({ commit: Type.String() }),
  start,
});

export const sampleStepTypes: readonly StepType[] = [shell, manual, tag];
