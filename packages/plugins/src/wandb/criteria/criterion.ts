import { type Static, Type } from 'typebox';
import { sharePattern, withinPattern } from './limit.ts';
import { windowPattern, windowTitle } from './parse-window.ts';
import { reductions } from './reduce.ts';

const compare = Type.Object(
  {
    run: Type.String({
      minLength: 1,
      description: 'Name of the run of an earlier release, in the same project.',
      examples: ['{{inputs.baseline_run}}'],
    }),
    worse_by_at_most: Type.Union([Type.Number({ minimum: 0 }), Type.String({ pattern: sharePattern })], {
      title: 'a share such as 5%, or an amount',
      description: 'How much worse the value may be: a share of the other value, or an amount.',
      examples: ['5%', 100],
    }),
    better: Type.Enum(['higher', 'lower'], { description: 'Which way the value gets better.' }),
  },
  { additionalProperties: false },
);

/** A demand on a metric, as data: one number made of its samples, and the limit that it must keep. */
export const criterion = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'What people call it; the key when absent.',
        examples: ['SPS near 40k'],
      }),
    ),
    key: Type.String({
      minLength: 1,
      description: 'Key under which the run logs the metric.',
      examples: ['overview/sps'],
    }),
    reduce: Type.Optional(
      Type.Enum([...reductions], {
        description: 'How the samples become one number; `last` when absent.',
        default: 'last',
      }),
    ),
    over: Type.Optional(
      Type.String({
        title: windowTitle,
        pattern: windowPattern,
        description: 'Part of the run that counts; all of it when absent.',
        examples: ['last 25%', 'after 10%', 'last 30m', 'steps 1000..2000'],
      }),
    ),
    min_samples: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'With fewer samples in that part, the criterion is not met.',
        examples: [10],
      }),
    ),
    at_least: Type.Optional(Type.Number({ description: 'Lowest value that is right.', examples: [30000] })),
    at_most: Type.Optional(Type.Number({ description: 'Highest value that is right.', examples: [5] })),
    within: Type.Optional(
      Type.String({
        title: 'a value with its tolerance such as "40000 +- 10%"',
        pattern: withinPattern,
        description: 'A value and how far from it is right, as a share or an amount.',
        examples: ['40000 +- 10%', '0.5 +- 0.1'],
      }),
    ),
    between: Type.Optional(
      Type.Array(Type.Number(), {
        title: 'a list of the lowest and the highest value',
        minItems: 2,
        maxItems: 2,
        description: 'Lowest and highest value that are right.',
        examples: [[1, 2]],
      }),
    ),
    compare: Type.Optional(
      Type.Object(compare.properties, {
        additionalProperties: false,
        description: 'The same number of an earlier run, and how much worse than that is right.',
      }),
    ),
  },
  {
    additionalProperties: false,
    oneOf: ['at_least', 'at_most', 'within', 'between', 'compare'].map((key) => ({ required: [key] })),
  },
);

export type Criterion = Static<typeof criterion>;
