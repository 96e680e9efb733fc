import {
  defineStepType,
  type KnownOptions,
  type Lack,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { lackOf } from '../http/http-trouble.ts';
import { apiKeyVariable } from './api-key.ts';
import { describeMeasure } from './criteria/evaluate-criterion.ts';
import { parseLimit } from './criteria/limit.ts';
import { locateProject, openClient, pageOf } from './locate-run.ts';
import { lookAtRun } from './look-at-run.ts';
import { type RunOptions, runOptions } from './run-options.ts';
import { runOutputs } from './run-outputs.ts';
import { readWaiting, settleLook, type Waiting } from './settle-look.ts';

export const wandbRun = defineStepType({
  type: 'wandb.run',
  summary: 'Verifies that a W&B run ended well, with its metrics inside of their limits',
  effect: 'reads',
  options: runOptions,
  outputs: () => runOutputs,
  credentials: [apiKeyVariable],
  preflight,
  plan,
  start: (options, context) => carryOut(options, context, { since: context.now() }),
  check: async (handle, options, context) => {
    const waiting = readWaiting(handle);
    if (waiting !== undefined) return carryOut(options, context, waiting);
    const message = `handle ${JSON.stringify(handle)} has no moment, expected { "since": <epoch milliseconds> }`;
    return { type: 'inconclusive', failure: { reason: 'cannot-tell', message } };
  },
});

async function carryOut(options: RunOptions, context: StepContext, waiting: Waiting): Promise<StepResult> {
  const project = locateProject(options, context.env);
  if (!project.ok) return { type: 'failed', failure: project.error };
  if (options.metrics?.some(({ compare }) => compare?.run === options.run) === true) {
    const message = `run "${options.run}" is compared with itself, expected the run of an earlier release`;
    return { type: 'failed', failure: { reason: 'options', message } };
  }
  const client = openClient(context);
  if (!client.ok) return { type: 'inconclusive', failure: client.error };
  const path = { ...project.value, run: options.run };
  const look = await lookAtRun(client.value, options, path, pageOf(path, context.env));
  // Only shown: a curve on each look would swell the journal.
  if (look.type === 'running') context.progress({ ...look.progress, series: look.series ?? [] });
  return settleLook(look, options.wait, waiting, context.now());
}

async function preflight(options: KnownOptions<RunOptions>, context: StepContext): Promise<Lack[]> {
  const client = openClient(context);
  if (!client.ok) return [{ message: client.error.message, hint: client.error.hint ?? '' }];
  const located = locateProject(options, context.env);
  if (!located.ok) return [{ message: located.error.message, hint: located.error.hint ?? '' }];
  const { entity, project } = located.value;
  const found = await client.value.hasProject(entity, project);
  if (!found.ok) return [lackOf(found.error, `read project "${entity}/${project}"`, apiKeyVariable)];
  if (found.value) return [];
  const message = `W&B has no project "${entity}/${project}" that the API key can read, expected one`;
  return [{ message, hint: 'Check the names of entity and project, and what the account of WANDB_API_KEY may read.' }];
}

function plan({ run, entity, project, states = ['finished'], wait, metrics = [], keys = [] }: RunOptions): string[] {
  const place =
    entity === undefined && project === undefined
      ? ''
      : ` of ${entity ?? '$WANDB_ENTITY'}/${project ?? '$WANDB_PROJECT'}`;
  return [
    `read W&B run "${run}"${place}, expect it ${states.join(' or ')}`,
    ...(wait === undefined ? [] : [`look every ${wait.every}, for ${wait.timeout} at most`]),
    ...metrics.map((criterion) => {
      const limit = parseLimit(criterion);
      return `expect ${describeMeasure(criterion)}: ${limit.ok ? limit.value.text : limit.error}`;
    }),
    ...keys.map((key) => `expect key "${key}"`),
  ];
}
