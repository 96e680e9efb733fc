import { questionTypes } from '@checklist/engine/plugin';
import { Type } from 'typebox';
import { byName } from '../schema/by-name.ts';

const question = Type.Object(
  {
    type: Type.Enum([...questionTypes], { description: 'Kind of the answer.' }),
    label: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'What the person reads; else the name.',
        examples: ['How many bugs are known?'],
      }),
    ),
    choices: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        uniqueItems: true,
        description: 'Answers to choose from.',
        examples: [['go', 'no go']],
      }),
    ),
    default: Type.Optional(
      Type.Union([Type.String(), Type.Number(), Type.Boolean()], {
        description: 'Answer that is offered.',
        examples: ['none', 0, true],
      }),
    ),
    optional: Type.Optional(Type.Boolean({ description: 'The answer may be left out.', default: false })),
    multiline: Type.Optional(Type.Boolean({ description: 'The answer may have several lines.', default: false })),
    pattern: Type.Optional(
      Type.String({
        format: 'regex',
        description: 'RE2 pattern that a text or URL must match.',
        examples: ['^https://wandb\\.ai/'],
      }),
    ),
    minimum: Type.Optional(Type.Number({ description: 'Least number.', examples: [0] })),
    maximum: Type.Optional(Type.Number({ description: 'Greatest number.', examples: [100] })),
  },
  { additionalProperties: false },
);

/** Options of a `manual` step. */
export const manualOptions = Type.Object(
  {
    instructions: Type.String({
      minLength: 1,
      description: 'What to do or to verify, in Markdown.',
      examples: ['Play a game and watch that **hearts** are gained.'],
    }),
    questions: Type.Optional(byName(question, 'Typed questions by name; each answer is an output.')),
    sign_off: Type.Optional(
      Type.Object(
        {
          by: Type.Array(Type.String(), {
            minItems: 1,
            uniqueItems: true,
            description: 'Ids of the contacts who can approve.',
            examples: [['technical_lead']],
          }),
          at_least: Type.Optional(
            Type.Integer({
              minimum: 1,
              description: 'How many different persons must approve; 1 when absent.',
              default: 1,
            }),
          ),
          not_starter: Type.Optional(
            Type.Boolean({ description: 'Whoever started the run, or has or had it, may not approve.' }),
          ),
        },
        { additionalProperties: false, description: 'Whose approval is needed.' },
      ),
    ),
  },
  { additionalProperties: false },
);
