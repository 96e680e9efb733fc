import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, StepType } from '@checklist/engine';
import { temporaryFolder } from '../../src/testing/temporary-folder.ts';
import type { Demand, Gate } from './pass-gate.ts';

/** One step and one cause on this machine, or with a person: what it comes to, and what is said. */
export interface LocalRow {
  readonly stepType: StepType;
  readonly cause: string;
  readonly status: string;
  readonly message: string | undefined;
  make(): Gate;
}

export type Prepare = (directory: string) => void;

/** Makes a row. */
export function row(
  stepType: StepType,
  cause: string,
  options: JsonObject,
  [status, message]: readonly [status: string, message?: string],
  { prepare = () => {}, ...demand }: Demand & { readonly prepare?: Prepare } = {},
): LocalRow {
  return {
    stepType,
    cause,
    status,
    message,
    make() {
      const directory = temporaryFolder();
      prepare(directory);
      return { stepType, directory, env: { PATH: process.env.PATH ?? '' }, with: options, demand };
    },
  };
}

/** Lays a file out. */
export const put =
  (path: string, text: string): Prepare =>
  (directory) =>
    writeFileSync(join(directory, path), text);
