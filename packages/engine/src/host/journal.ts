import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { RecordedEvent } from '../model/event.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { HostFault } from './host-fault.ts';
import { writeLine } from './journal-line.ts';
import type { JournalText } from './read-journal.ts';

/** Where a run's events are kept. */
export interface Journal {
  /** Puts events behind the others; they are durable when this returns a success, and not there at all when it fails. */
  append(events: readonly RecordedEvent[]): Result<undefined, HostFault>;
  close(): void;
}

/** Makes a journal that begins with this event. It appears whole or not at all; who calls has made sure that there is none. */
export function createJournalFile(file: string, first: RecordedEvent): Result<undefined, HostFault> {
  return attempt(file, () => {
    const draft = `${file}.new`;
    writeFileSync(draft, writeLine(first), { mode: 0o600, flush: true });
    renameSync(draft, file);
    syncFolder(dirname(file));
    return undefined;
  });
}

/** Opens a journal that was read before; a torn last line is cut off and kept beside it. */
export function openJournalFile(file: string, text: JournalText): Result<Journal, HostFault> {
  return attempt(file, () => {
    if (text.torn !== '') writeFileSync(`${file}.torn-${text.length}`, text.torn);
    const descriptor = openSync(file, 'r+');
    if (text.torn !== '') ftruncateSync(descriptor, text.length);
    return openAt(file, descriptor, text.length);
  });
}

function openAt(file: string, descriptor: number, start: number): Journal {
  let length = start;
  let isOpen = true;
  return {
    append(events) {
      if (!isOpen) return fail({ type: 'unwritable', path: file, message: 'the journal was closed' });
      const bytes = Buffer.from(events.map(writeLine).join(''));
      const written = attempt(file, () => {
        writeWhole(descriptor, bytes, length);
        fdatasyncSync(descriptor);
      });
      if (written.ok) {
        length += bytes.length;
        return ok(undefined);
      }
      // Half a line must not stay: it would be read as damage when something follows it.
      attempt(file, () => ftruncateSync(descriptor, length));
      return written;
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

function writeWhole(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function attempt<T>(file: string, act: () => T): Result<T, HostFault> {
  try {
    return ok(act());
  } catch (error) {
    return fail({ type: 'unwritable', path: file, message: error instanceof Error ? error.message : String(error) });
  }
}
