import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepResult } from '@checklist/engine/plugin';
import { fakeContext } from '@checklist/engine/testing';
import { shell } from '../shell/shell.ts';
import type { ShellOptions } from '../shell/shell-options.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A folder of its own in which shell steps run. */
export function shellWorld(env: Readonly<Record<string, string>> = {}) {
  const directory = temporaryFolder();
  const context = fakeContext({ directory, env });
  const start = (options: ShellOptions) => shell.start(options, context);
  return {
    directory,
    context,
    start,
    write: (path: string, text: string) => writeFileSync(join(directory, path), text),
  };
}

/** Why a step did not pass; the whole result where it did. */
export function failureOf(result: StepResult) {
  return result.type === 'failed' ? result.failure : result;
}
