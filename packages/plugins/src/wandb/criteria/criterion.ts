import { type Static, Type } from 'typebox';
import { sharePattern, withinPattern } from './limit.ts';
import { windowPattern, windowTitle } from './parse-window.ts';
import { reductions } from './reduce.ts';

const compare = Type.Object(
  {
    run: Type.String({ minLength: 1, description: 'Name of the run of an earlier release, in the same project.' }),
    worse_by_at_most: Type.Union([Type.Number({ minimum: 0 }), Type.String({ pattern: sharePattern })], {
      title: 'a share such as 5%, or an amount',
      description: 'How much worse the value may be: a share of the other value, or an amount.',
    }),
    better: Type.Enum(['higher', 'lower'], { description: 'Which way the value gets better.' }),
  },
  { additionalProperties: false },
);

/** A demand on a metric, as data: one number made of its samples, and the limit that it must keep. */
export const criterion = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, description: 'What people call it; the key when absent.' })),
    key: Type.String({ minLength: 1, description: 'Key under which the run logs the metric.' }),
    reduce: Type.Optional(
      Type.Enum([...reductions], { description: 'How the samples become one number; `last` when absent.' }),
    ),
    over: Type.Optional(
      Type.String({
        title: windowTitle,
        pattern: windowPattern,
        description: 'Part of the run that counts; all of it when absent.',
      }),
    ),
    min_samples: Type.Optional(
      Type.Integer({ minimum: 1, description: 'With fewer samples in that part, the criterion is not met.' }),
    ),
    at_least: Type.Optional(Type.Number({ description: 'Lowest value that is right.' })),
    at_most: Type.Optional(Type.Number({ description: 'Highest value that is right.' })),
    within: Type.Optional(
      Type.String({
        title: 'a value with its tolerance such as "40000 +- 10%"',
        pattern: withinPattern,
        description: 'A value and how far from it is right, as a share or an amount.',
      }),
    ),
    between: Type.Optional(
      Type.Array(Type.Number(), {
        title: 'a list of the lowest and the highest value',
        minItems: 2,
        maxItems: 2,
        description: 'Lowest and highest value that are right.',
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
