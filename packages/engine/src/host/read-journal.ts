import { readFileSync } from 'node:fs';
import type { RecordedEvent } from '../model/event.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { HostFault } from './host-fault.ts';
import { readLine } from './journal-line.ts';

/** A journal as it lies on the disk. */
export interface JournalText {
  readonly events: readonly RecordedEvent[];
  /** Bytes up to the end of the last event that counts. */
  readonly length: number;
  /** What stands behind it, half a line or half of what belongs together: the process that wrote it was cut off. */
  readonly torn: string;
}

/** Newest format of a journal that this program reads. */
const format = 1;

/** Reads and checks a whole journal, and changes nothing. Damage anywhere but in a torn last line is a fault with its line. */
export function readJournal(file: string, runId: string): Result<JournalText, HostFault> {
  const text = readText(file, runId);
  if (!text.ok) return text;
  const lines = text.value.split('\n');
  const torn = lines.pop() ?? '';
  const events: RecordedEvent[] = [];
  const damaged = (message: string): Result<never, HostFault> =>
    fail({ type: 'damaged', file, line: events.length + 1, message });
  for (const line of lines) {
    const event = readLine(line, events.length + 1);
    if (!event.ok) return damaged(event.error);
    const isFirst = events.length === 0;
    if (isFirst !== (event.value.type === 'run-started'))
      return damaged(`found "${event.value.type}", expected "run-started" once and first`);
    if (event.value.type === 'run-started' && event.value.format !== format) {
      return damaged(
        `the journal has format ${String(event.value.format)}, expected ${format}: use a newer version of checklist`,
      );
    }
    events.push(event.value);
  }
  if (events.length === 0) return damaged('the journal is empty, expected "run-started"');
  while (events.at(-1)?.isFollowed === true) events.pop();
  const cut = [...lines.slice(events.length), torn].join('\n');
  return ok({ events, length: Buffer.byteLength(text.value) - Buffer.byteLength(cut), torn: cut });
}

function readText(file: string, runId: string): Result<string, HostFault> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ type: 'unknown-run', runId });
    return fail({ type: 'damaged', file, line: 1, message: `the journal cannot be read: ${message}` });
  }
}
