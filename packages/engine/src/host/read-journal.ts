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
  /** The last event that counts is whole, and only its line break is missing. */
  readonly isUnended: boolean;
  /** What stands behind it, half a line or half of what belongs together: the process that wrote it was cut off. */
  readonly torn: Buffer;
}

/** Newest format of a journal that this program reads. */
const format = 1;
const lineBreak = 0x0a;

/** Reads and checks a whole journal, and changes nothing. Damage anywhere but in a torn last line is a fault with its line. */
export function readJournal(file: string, runId: string): Result<JournalText, HostFault> {
  const read = readBytes(file, runId);
  if (!read.ok) return read;
  const bytes = read.value;
  const events: RecordedEvent[] = [];
  /** Where each event ends, its line break not counted. */
  const ends: number[] = [];
  let start = 0;
  for (let end = bytes.indexOf(lineBreak); end >= 0; end = bytes.indexOf(lineBreak, start)) {
    const event = readEvent(file, bytes.subarray(start, end), events.length + 1);
    if (!event.ok) return event;
    events.push(event.value);
    ends.push(end);
    start = end + 1;
  }
  const last = readTail(file, bytes.subarray(start), events.length + 1);
  if (!last.ok) return last;
  if (last.value !== undefined) {
    events.push(last.value.event);
    ends.push(start + last.value.length);
  }
  if (events.length === 0) {
    const found = bytes.length === 0 ? 'the journal is empty' : 'the first line is not whole';
    return fail({ type: 'damaged', file, line: 1, message: `${found}, expected "run-started"` });
  }
  while (events.at(-1)?.isFollowed === true) events.pop();
  const end = ends[events.length - 1] ?? 0;
  const isUnended = bytes[end] !== lineBreak;
  const length = isUnended ? end : end + 1;
  return ok({ events, length, isUnended, torn: bytes.subarray(length) });
}

/** Reads how a run began, and nothing behind that. */
export function readFirstEvent(
  file: string,
  runId: string,
): Result<Extract<RecordedEvent, { type: 'run-started' }>, HostFault> {
  const read = readBytes(file, runId);
  if (!read.ok) return read;
  const end = read.value.indexOf(lineBreak);
  const event = readEvent(file, read.value.subarray(0, end === -1 ? read.value.length : end), 1);
  if (!event.ok) return event;
  if (event.value.type === 'run-started') return ok(event.value);
  return fail({ type: 'damaged', file, line: 1, message: `found "${event.value.type}", expected "run-started"` });
}

function readEvent(file: string, line: Buffer, expectedSeq: number): Result<RecordedEvent, HostFault> {
  const damaged = (message: string) => fail({ type: 'damaged' as const, file, line: expectedSeq, message });
  const event = readLine(line, expectedSeq);
  if (!event.ok) return damaged(event.error);
  const { type } = event.value;
  if ((expectedSeq === 1) !== (type === 'run-started'))
    return damaged(`found "${type}", expected "run-started" once and first`);
  if (type === 'run-started' && event.value.format !== format)
    return fail({ type: 'other-format', file, found: event.value.format, expected: format });
  return event;
}

/**
 * What stands behind the last line break. A write that was cut off leaves the beginning of a line, and a power cut may leave NULs;
 * a whole line behind which anything else stands is neither.
 */
function readTail(
  file: string,
  tail: Buffer,
  expectedSeq: number,
): Result<{ readonly event: RecordedEvent; readonly length: number } | undefined, HostFault> {
  let length = tail.length;
  while (tail[length - 1] === 0) length--;
  if (readLine(tail.subarray(0, Math.max(0, length - 1)), expectedSeq).ok)
    return fail({ type: 'damaged', file, line: expectedSeq, message: 'the line goes on behind its end' });
  const line = tail.subarray(0, length);
  if (!readLine(line, expectedSeq).ok) return ok(undefined);
  const event = readEvent(file, line, expectedSeq);
  return event.ok ? ok({ event: event.value, length }) : event;
}

function readBytes(file: string, runId: string): Result<Buffer, HostFault> {
  try {
    return ok(readFileSync(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ type: 'unknown-run', runId });
    if (code === 'EISDIR')
      return fail({ type: 'damaged', file, line: 1, message: 'found a folder, expected the journal' });
    return fail({ type: 'unreadable', path: file, message });
  }
}
