import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { replay } from '@checklist/engine';
import { readJournal } from '../../../engine/src/host/read-journal.ts';
import { replayJournal } from '../../../engine/src/host/replay-journal.ts';
import { readScenario } from '../../src/rehearse/read-scenario.ts';
import type { Verdict } from './check-checklist.ts';

export function checkScenario(bytes: Buffer, directory: string): Verdict {
  const file = join(directory, 'checklists/release.scenarios/case.yaml');
  writeFileSync(file, bytes);
  const read = readScenario(file);
  if (read.ok) {
    JSON.stringify(read.value);
    return 'right';
  }
  assert(read.error.length > 0, 'a refusal without a word');
  for (const line of read.error) {
    assert(line.trim() !== '' && !line.includes('\n'), `a line of no use: ${line.slice(0, 300)}`);
  }
  return 'refused';
}

/** A damaged journal is told with its line, and what can be read can be replayed. */
export function checkJournal(bytes: Buffer, directory: string): Verdict {
  const file = join(directory, 'journal.jsonl');
  writeFileSync(file, bytes);
  const read = readJournal(file, 'r');
  if (!read.ok) {
    const fault = read.error;
    assert(fault.type === 'damaged', `a fault of the type ${fault.type}`);
    const lines = bytes.toString().split('\n').length;
    assert(fault.line >= 1 && fault.line <= lines, `line ${fault.line} of ${lines}`);
    return 'refused';
  }
  assert(read.value.events.length > 0 && read.value.length <= bytes.length, 'more was read than is there');
  replay(read.value.events);
  return 'right';
}

/** The same for lines whose checksums are right again: whoever wrote them meant it. */
export function checkForgedJournal(bytes: Buffer, directory: string): Verdict {
  const lines = bytes.toString().split('\n').map(sealed);
  const file = join(directory, 'forged.jsonl');
  writeFileSync(file, lines.join('\n'));
  const read = readJournal(file, 'r');
  const replayed = read.ok ? replayJournal(file, read.value.events) : read;
  assert(replayed.ok || replayed.error.type !== 'unknown-run', 'a journal that is there is not found');
  return replayed.ok ? 'right' : 'refused';
}

function sealed(line: string): string {
  const body = line.slice('{"sum":"12345678",'.length);
  return line === '' ? '' : `{"sum":"${crc32(body).toString(16).padStart(8, '0')}",${body}`;
}
