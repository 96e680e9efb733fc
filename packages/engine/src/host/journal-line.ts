import { crc32 } from 'node:zlib';
import type { RecordedEvent } from '../model/event.ts';
import { isJsonObject } from '../model/json.ts';
import { fail, ok, type Result } from '../model/result.ts';

/** Length of `{"sum":"xxxxxxxx",`: what stands before the text that the checksum covers. */
const headLength = 18;

/** One line of a journal: the event as JSON, led by the CRC-32 of all that follows the checksum. */
export function writeLine(event: RecordedEvent): string {
  const body = JSON.stringify(event).slice(1);
  return `{"sum":"${checksum(body)}",${body}\n`;
}

/** Reads a line back, without its line break; the error says in what way it is damaged. */
export function readLine(line: Buffer, expectedSeq: number): Result<RecordedEvent, string> {
  const sum = /^\{"sum":"([0-9a-f]{8})",$/.exec(line.toString('latin1', 0, headLength))?.[1];
  if (sum === undefined) return fail('the line does not begin with a checksum');
  const body = line.subarray(headLength);
  if (checksum(body) !== sum) return fail(`the line's checksum is ${checksum(body)}, expected ${sum}`);
  const event: unknown = parse(`{${body.toString()}`);
  if (!isRecorded(event)) return fail('the line holds no event');
  if (event.seq !== expectedSeq) return fail(`the line has the number ${event.seq}, expected ${expectedSeq}`);
  return ok(event);
}

function checksum(text: string | Buffer): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** A line whose checksum holds and that is no JSON was not written by this program. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecorded(value: unknown): value is RecordedEvent {
  return isJsonObject(value) && typeof value.seq === 'number' && typeof value.type === 'string';
}
