import { durationPattern } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { criterion } from './criteria/criterion.ts';

const duration = (description: string, ...examples: readonly string[]) =>
  Type.String({ title: 'a duration such as 5m or 20h', pattern: durationPattern, description, examples });

/** How W&B calls the ends and stages of a run. */
export const runStates = [
  'pending',
  'running',
  'preempting',
  'preempted',
  'finished',
  'failed',
  'crashed',
  'killed',
] as const;

export const runOptions = Type.Object(
  {
    run: Type.String({ minLength: 1, description: 'Name of the run.', examples: ['{{steps.launch.outputs.run}}'] }),
    entity: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Entity that owns the project; `WANDB_ENTITY` when absent.',
        examples: ['my-team'],
      }),
    ),
    project: Type.Optional(
      Type.String({ minLength: 1, description: 'Project; `WANDB_PROJECT` when absent.', examples: ['my-project'] }),
    ),
    states: Type.Optional(
      Type.Array(Type.Enum([...runStates]), {
        minItems: 1,
        description: 'States in which the run is right; `[finished]` when absent.',
        default: ['finished'],
      }),
    ),
    wait: Type.Optional(
      Type.Object(
        {
          every: duration('Time between two looks.', '5m'),
          timeout: duration('Time after which the run must have come to its end.', '20h'),
          grace: Type.Optional(
            duration('For so long a run, a metric or a key that is not there, and a crash, count as "not yet".', '10m'),
          ),
        },
        { additionalProperties: false, description: 'How the run is waited for; one look when absent.' },
      ),
    ),
    progress: Type.Optional(
      Type.Object(
        {
          key: Type.Optional(
            Type.String({
              minLength: 1,
              description: 'Key that grows; `metric/agent_step` when absent.',
              default: 'metric/agent_step',
            }),
          ),
          total: Type.Optional(
            Type.Number({ exclusiveMinimum: 0, description: 'What the key grows to.', examples: [50000000] }),
          ),
          total_config: Type.Optional(
            Type.String({
              minLength: 1,
              description: "Where the run's configuration holds the total, such as `trainer.total_timesteps`.",
              examples: ['trainer.total_timesteps'],
            }),
          ),
        },
        { additionalProperties: false, description: 'What is shown while the run is waited for.' },
      ),
    ),
    metrics: Type.Optional(
      Type.Array(criterion, {
        minItems: 1,
        description: 'What the metrics must keep; all of them, or the step fails.',
      }),
    ),
    keys: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        description: 'Keys that must be there, `*` for any characters; their links become evidence.',
        examples: [['evaluator/eval_*', 'replays/all']],
      }),
    ),
  },
  { additionalProperties: false },
);

export type RunOptions = Static<typeof runOptions>;
