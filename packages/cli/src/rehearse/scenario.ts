import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

const Answer = Type.Object(
  {
    answers: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    signed_by: Type.Optional(Type.String()),
    reject: Type.Optional(Type.String({ minLength: 1 })),
    do: Type.Optional(Type.String()),
  },
  closed,
);

const Recovery = Type.Object(
  { happened: Type.String(), outputs: Type.Optional(Type.Record(Type.String(), Type.String())) },
  closed,
);

const RemoteRef = Type.Union([
  Type.Literal('absent'),
  Type.Object({ annotated_at: Type.String() }, closed),
  Type.Object({ contains: Type.String() }, closed),
]);

const Repository = Type.Object(
  {
    commits: Type.Array(
      Type.Object(
        { id: Type.String(), message: Type.String(), files: Type.Optional(Type.Record(Type.String(), Type.String())) },
        closed,
      ),
      { minItems: 1 },
    ),
    branches: Type.Optional(Type.Record(Type.String(), Type.String())),
    tags: Type.Optional(Type.Record(Type.String(), Type.Object({ at: Type.String(), message: Type.String() }, closed))),
  },
  closed,
);

const Expect = Type.Object(
  {
    outcome: Type.Optional(Type.Enum(['passed', 'failed', 'waiting', 'cancelled'])),
    exit_codes: Type.Optional(Type.Array(Type.Integer())),
    steps: Type.Optional(Type.Record(Type.String(), Type.String())),
    outputs: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()))),
    rounds: Type.Optional(Type.Record(Type.String(), Type.Integer())),
    failures: Type.Optional(Type.Record(Type.String(), Type.String())),
    remote: Type.Optional(Type.Record(Type.String(), RemoteRef)),
    program_runs: Type.Optional(Type.Record(Type.String(), Type.Integer())),
    requests: Type.Optional(Type.Record(Type.String(), Type.Integer())),
  },
  closed,
);

/** A rehearsal as a person writes it; the meaning of each key is in docs/scenarios.md. */
export const ScenarioSchema = Type.Object(
  {
    version: Type.Literal(1),
    title: Type.String(),
    inputs: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    profile: Type.Optional(Type.String()),
    starter: Type.Object({ name: Type.String(), contact: Type.Optional(Type.String()) }, closed),
    repository: Repository,
    programs: Type.Optional(Type.Record(Type.String(), Type.String())),
    environment: Type.Optional(Type.Record(Type.String(), Type.String())),
    answers: Type.Optional(Type.Record(Type.String(), Type.Union([Answer, Type.Array(Answer, { minItems: 1 })]))),
    recoveries: Type.Optional(Type.Record(Type.String(), Recovery)),
    services: Type.Optional(
      Type.Object(
        {
          asana: Type.Optional(Type.Unknown()),
          discord: Type.Optional(Type.Unknown()),
          github: Type.Optional(Type.Unknown()),
          wandb: Type.Optional(Type.Unknown()),
        },
        closed,
      ),
    ),
    misbehave: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Unknown()))),
    meanwhile: Type.Optional(Type.Record(Type.String(), Type.String())),
    leave_at: Type.Optional(Type.Array(Type.String())),
    expect: Expect,
  },
  closed,
);

export type Scenario = Static<typeof ScenarioSchema>;
export type ScriptedAnswer = Static<typeof Answer>;
export type RemoteRefExpectation = Static<typeof RemoteRef>;
