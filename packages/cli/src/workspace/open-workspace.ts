import { createFileHost, type RunHost, type StepType } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import type { Invocation } from '../arguments/command-spec.ts';
import { findDirectory } from './find-directory.ts';

/** The repository that a command is called in, and its runs. */
export interface Workspace {
  /** The repository's root, absolute. */
  readonly directory: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly host: RunHost;
  readonly stepTypes: readonly StepType[];
}

/** Opens the repository around the current folder. */
export function openWorkspace({ cwd, env }: Pick<Invocation, 'cwd' | 'env'>): Workspace {
  const directory = findDirectory(cwd);
  const host = createFileHost({ directory, env, stepTypes: builtinStepTypes, now: Date.now });
  return { directory, cwd, env, host, stepTypes: builtinStepTypes };
}
