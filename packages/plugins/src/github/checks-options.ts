import { Type } from 'typebox';
import { commitOption, durationOption, repoOption } from './github-options.ts';

const dispatch = Type.Object(
  {
    workflow: Type.String({
      minLength: 1,
      description: 'File name of the workflow, such as `ci.yml`.',
      examples: ['ci.yml'],
    }),
    ref: Type.String({
      minLength: 1,
      description: 'Branch or tag to start it at; must be at the commit.',
      examples: ['release-qual/{{inputs.version}}'],
    }),
    inputs: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()], { title: 'a text' }), {
        description: 'Inputs of the workflow.',
        examples: [{ version: '{{inputs.version}}' }],
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
      examples: [['Lint', 'Unit tests']],
    }),
    workflow: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'File name of a workflow; only checks of its runs count.',
        examples: ['checks.yml'],
      }),
    ),
    dispatch: Type.Optional(dispatch),
    rerun_cancelled: Type.Optional(
      Type.Boolean({ description: 'Run a workflow run again, once, when it was cancelled.', default: false }),
    ),
    every: Type.Optional(durationOption('Time between two looks', '1m')),
    timeout: Type.Optional(durationOption('Time after which checks that go on fail the step', '3h')),
    grace: Type.Optional(durationOption('Time for which a check may be missing, or GitHub silent', '10m')),
  },
  { additionalProperties: false },
);

export type ChecksOptions = Type.Static<typeof checksOptions>;
