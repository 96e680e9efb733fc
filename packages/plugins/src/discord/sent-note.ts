import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isJsonObject, type Json, type JsonObject, type StepContext } from '@checklist/engine/plugin';

/** What is known of a message that is posted in parts. */
export interface SentNote {
  /** Ids of the parts that were answered for, in order. */
  readonly sent: readonly string[];
  /** The next part was being sent, since this moment by this attempt, which has not told how that ended. */
  readonly sending?: { readonly attempt: number; readonly at: number };
}

/**
 * A webhook can read a message only by its id. So what was sent is written down beside the run, before and after each
 * part: after a crash the note tells what no service can.
 */
export function openSentNote(context: StepContext, text: string) {
  const key = createHash('sha256')
    .update(JSON.stringify([context.idempotencyKey, text]))
    .digest('hex')
    .slice(0, 32);
  const file = join(context.directory, '.checklist', 'runs', context.run.id, 'discord', `${key}.json`);
  return {
    /** A note that cannot be read is no reason to post again: it throws. */
    async read(): Promise<SentNote> {
      const content = await readFile(file, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      });
      return content === undefined ? { sent: [] } : parseNote(JSON.parse(content) as Json);
    },
    async write(note: SentNote): Promise<void> {
      await mkdir(dirname(file), { recursive: true });
      const unfinished = `${file}.${process.pid}.unfinished`;
      await writeFile(unfinished, JSON.stringify(note), { flush: true, mode: 0o600 });
      await rename(unfinished, file);
    },
  };
}

function parseNote(json: Json): SentNote {
  const { sent, sending } = isJsonObject(json) ? json : {};
  if (!Array.isArray(sent)) throw new Error(`the note of what was sent is damaged: ${JSON.stringify(json)}`);
  const { attempt, at } = isJsonObject(sending ?? null) ? (sending as JsonObject) : {};
  const isSending = typeof attempt === 'number' && typeof at === 'number';
  return { sent: sent.map(String), ...(isSending && { sending: { attempt, at } }) };
}
