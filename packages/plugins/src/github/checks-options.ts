import { Type } from 'typebox';
import { commitOption, durationOption, repoOption } from './github-options.ts';

const dispatch = Type.Object(
  {
    workflow: Type.String({ minLength: 1, description: 'File name of the workflow, such as `ci.yml`.' }),
    ref: Type.String({ minLength: 1, description: 'Branch or tag to start it at; must be at the commit.' }),
    inputs: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()], { title: 'a text' }), {
        description: 'Inputs of the workflow.',
      }),
    ),
  },
  { additionalProperties: false, description: 'Workflow to start when it has not run on the commit yet.' },
);

/** Options of a `github.checks` step. */
export const checksOptions = Type.Object(
  {
    repo: repoOption,
    commit: commitOption('Commit on which the checks must have succeeded.'),
    jobs: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      uniqueItems: true,
      description: 'Names of jobs, check runs, commit statuses or workflow runs; each must be `success`.',
    }),
    workflow: Type.Optional(
      Type.String({ minLength: 1, description: 'File name of a workflow; only checks of its runs count.' }),
    ),
    dispatch: Type.Optional(dispatch),
    rerun_cancelled: Type.Optional(
      Type.Boolean({ description: 'Run a workflow run again, once, when it was cancelled.' }),
    ),
    every: Type.Optional(durationOption('Time between two looks; `1m` when absent.')),
    timeout: Type.Optional(durationOption('Time after which checks that go on fail the step; `3h` when absent.')),
    grace: Type.Optional(durationOption('Time for which a check may be missing, or GitHub silent; `10m` when absent.')),
  },
  { additionalProperties: false },
);

export type ChecksOptions = Type.Static<typeof checksOptions>;
