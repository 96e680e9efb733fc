import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  statSync,
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
    if (text.torn.length > 0) writeFileSync(tornFile(file, text), text.torn, { mode: 0o600, flush: true });
    const descriptor = openSync(file, 'r+');
    if (text.torn.length > 0) ftruncateSync(descriptor, text.length);
    if (text.isUnended) writeWhole(descriptor, Buffer.from('\n'), text.length);
    return openAt(file, descriptor, text.isUnended ? text.length + 1 : text.length);
  });
}

/** Where the torn end of a journal is kept. */
export function tornFile(file: string, text: JournalText): string {
  return `${file}.torn-${text.length}`;
}

function openAt(file: string, descriptor: number, start: number): Journal {
  const { ino, dev } = fstatSync(descriptor);
  let length = start;
  let isOpen = true;
  return {
    append(events) {
      if (!isOpen) return fail({ type: 'unwritable', path: file, message: 'the journal was closed' });
      const meddled = attempt(file, () => findMeddling(file, { ino, dev, size: length }));
      if (!meddled.ok) return meddled;
      if (meddled.value !== undefined) return fail({ type: 'meddled-with', file, message: meddled.value });
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

/** A file that was removed takes every write, and keeps none; one that somebody else wrote to is no longer the record that was read. */
function findMeddling(file: string, known: { readonly ino: number; readonly dev: number; readonly size: number }) {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 'was removed while the run was driven';
  if (found.ino !== known.ino || found.dev !== known.dev) return 'was replaced while the run was driven';
  return found.size === known.size
    ? undefined
    : `has ${found.size} bytes, expected the ${known.size} that this process left`;
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
