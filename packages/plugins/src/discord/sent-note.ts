import { isJsonObject, type Json, type JsonObject, type StepContext } from '@checklist/engine/plugin';
import { openNote } from '../note/open-note.ts';

/** What is known of a message that is posted in parts. */
export interface SentNote {
  /** Ids of the parts that were answered for, in order. */
  readonly sent: readonly string[];
  /** The next part was being sent, since this moment by this attempt, which has not told how that ended. */
  readonly sending?: { readonly attempt: number; readonly at: number };
}

/** A webhook can read a message only by its id. So what was sent is written down, before and after each part. */
export function openSentNote(context: StepContext, text: string) {
  const note = openNote(context, 'discord', text);
  return {
    async read(): Promise<SentNote> {
      const written = await note.read();
      return written === undefined ? { sent: [] } : parseNote(written);
    },
    write: (sent: SentNote) => note.write(sent),
  };
}

function parseNote(json: Json): SentNote {
  const { sent, sending } = isJsonObject(json) ? json : {};
  if (!Array.isArray(sent)) throw new Error(`the note of what was sent is damaged: ${JSON.stringify(json)}`);
  const { attempt, at } = isJsonObject(sending ?? null) ? (sending as JsonObject) : {};
  const isSending = typeof attempt === 'number' && typeof at === 'number';
  return { sent: sent.map(String), ...(isSending && { sending: { attempt, at } }) };
}
