import { type Failure, fail, ok, type Result, type StepContext } from '@checklist/engine/plugin';
import { apiKeyVariable } from './api-key.ts';
import { createWandbClient, type RunPath, type WandbClient } from './wandb-client.ts';

/** Where the project is: as the step says, else as W&B's own variables do. */
export interface ProjectPath {
  readonly entity: string;
  readonly project: string;
}

export function locateProject(
  written: { readonly entity?: string; readonly project?: string },
  env: StepContext['env'],
): Result<ProjectPath, Failure> {
  const entity = written.entity ?? env.WANDB_ENTITY ?? '';
  const project = written.project ?? env.WANDB_PROJECT ?? '';
  if (entity !== '' && project !== '') return ok({ entity, project });
  const name = entity === '' ? 'entity' : 'project';
  const message = `no W&B ${name} is named, expected "${name}" in the step or the variable WANDB_${name.toUpperCase()}`;
  return fail({ reason: 'options', message, hint: 'Name it in the step or set the variable.' });
}

/** A client for the server and the key of the environment. */
export function openClient(context: StepContext): Result<WandbClient, Failure> {
  const apiKey = context.secret(apiKeyVariable) ?? '';
  if (apiKey === '') {
    const message = `the variable ${apiKeyVariable} is not set, expected a W&B API key`;
    return fail({ reason: 'cannot-tell', message, hint: 'Set it to the key that https://wandb.ai/authorize shows.' });
  }
  const { fetch, signal, log } = context;
  return ok(createWandbClient({ fetch, baseUrl: baseUrlOf(context.env), apiKey, signal, log }));
}

/** The page of a run for people. */
export function pageOf({ entity, project, run }: RunPath, env: StepContext['env']): string {
  const base = baseUrlOf(env);
  const site = base === 'https://api.wandb.ai' ? 'https://wandb.ai' : base;
  return `${site}/${encodeURIComponent(entity)}/${encodeURIComponent(project)}/runs/${encodeURIComponent(run)}`;
}

function baseUrlOf(env: StepContext['env']): string {
  return (env.WANDB_BASE_URL || 'https://api.wandb.ai').replace(/\/+$/, '');
}
