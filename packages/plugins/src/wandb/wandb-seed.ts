import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

const history = Type.Object(
  {
    key: Type.String({ description: 'Key under which the values are logged.' }),
    steps: Type.Optional(Type.Integer({ minimum: 0, description: 'Last step; from `values` when absent.' })),
    every: Type.Optional(Type.Integer({ minimum: 1, description: 'Steps between two values; 1 when absent.' })),
    value: Type.Optional(Type.Number({ description: 'Value at step 0; 0 when absent.' })),
    to: Type.Optional(Type.Number({ description: 'Value at the last step, reached in a straight line.' })),
    noise: Type.Optional(Type.Number({ description: 'How far values stray at most, the same way in each run.' })),
    dip: Type.Optional(
      Type.Object(
        {
          from: Type.Integer({ description: 'First step of the dip.' }),
          to: Type.Integer({ description: 'Last step of the dip.' }),
          value: Type.Number({ description: 'Value in the dip.' }),
        },
        { ...closed, description: 'Steps with another value.' },
      ),
    ),
    values: Type.Optional(
      Type.Array(Type.Unknown(), {
        description: 'The values themselves, in place of all above; "NaN" as W&B writes it.',
      }),
    ),
  },
  closed,
);

const moment = {
  looks: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Number of questions for the state that come before.' }),
  ),
  ms: Type.Optional(Type.Integer({ minimum: 0, description: 'Milliseconds after the start of the stand-in.' })),
};

const json = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });

const run = Type.Object(
  {
    name: Type.String({ description: 'Name of the run.' }),
    entity: Type.Optional(Type.String({ description: 'Entity; `metta-research` when absent.' })),
    project: Type.Optional(Type.String({ description: 'Project; `metta` when absent.' })),
    appears: Type.Optional(
      Type.Object(moment, { ...closed, description: 'When the run is there; at once when absent.' }),
    ),
    states: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description: 'State at each look, the last for good; `[finished]` when absent.',
      }),
    ),
    config: Type.Optional(json('Configuration, by dotted name.')),
    summary: Type.Optional(json('Last values, on top of those of the history.')),
    history: Type.Optional(Type.Array(history, { description: 'What was logged.' })),
    started_at: Type.Optional(Type.String({ description: 'Moment of step 0, in ISO 8601.' })),
    seconds_per_step: Type.Optional(Type.Number({ description: 'Seconds between two steps; 1 when absent.' })),
    late: Type.Optional(
      Type.Object(
        {
          ...moment,
          summary: Type.Optional(json('Last values that come late.')),
          history: Type.Optional(Type.Array(history, { description: 'What is logged late.' })),
        },
        { ...closed, description: 'What comes after some looks at the run.' },
      ),
    ),
    files: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Text of files, by path.' })),
  },
  closed,
);

/** What the stand-in of W&B starts with. */
export const wandbSeed = Type.Object(
  {
    api_key: Type.Optional(Type.String({ minLength: 4, description: 'The only API key that is right.' })),
    projects: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Projects without runs, as `entity/project`; those of runs are there.',
      }),
    ),
    runs: Type.Optional(Type.Array(run, { description: 'The runs.' })),
  },
  closed,
);

export type WandbSeed = Static<typeof wandbSeed>;
export type SeedRun = Static<typeof run>;
export type SeedHistory = Static<typeof history>;
