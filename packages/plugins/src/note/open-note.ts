import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Json, StepContext } from '@checklist/engine/plugin';

/**
 * A note beside the run, for what no service can tell after a crash: written before a request is sent, it says that it may
 * have been. `key` tells the notes of a step's round apart.
 */
export function openNote(context: StepContext, folder: string, ...key: readonly string[]) {
  const name = createHash('sha256')
    .update(JSON.stringify([context.idempotencyKey, ...key]))
    .digest('hex')
    .slice(0, 32);
  const file = join(context.directory, '.checklist', 'runs', context.run.id, folder, `${name}.json`);
  return {
    /** `undefined` when there is none. A note that cannot be read is no reason to send again: it throws. */
    async read(): Promise<Json | undefined> {
      const content = await readFile(file, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      });
      return content === undefined ? undefined : (JSON.parse(content) as Json);
    },
    async write(note: object): Promise<void> {
      await mkdir(dirname(file), { recursive: true });
      const unfinished = `${file}.${process.pid}.unfinished`;
      await writeFile(unfinished, JSON.stringify(note), { flush: true, mode: 0o600 });
      await rename(unfinished, file);
    },
  };
}
