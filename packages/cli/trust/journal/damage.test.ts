import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFault } from '@checklist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJournal } from '../../../engine/src/host/read-journal.ts';
import { recordFigure } from '../figures.ts';
import { createDice, findStarts, rehearseRelease } from './real-journal.ts';

const promise = 'Journal';
const directory = mkdtempSync(join(tmpdir(), 'checklist-damage-'));
const file = join(directory, 'journal.jsonl');
let bytes: Buffer;
let starts: readonly number[];
beforeAll(async () => {
  bytes = await rehearseRelease();
  starts = findStarts(bytes);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What is read of these bytes: how many events, or what is told. */
function read(damaged?: Buffer): number | string {
  if (damaged !== undefined) writeFileSync(file, damaged);
  const found = readJournal(file, 'rehearsal');
  return found.ok ? found.value.events.length : describeFault(found.error).replace(file, 'journal');
}

const stopped = (line: number, why = '.*') => new RegExp(`^journal:${line}: ${why}; nothing was written$`);

/** Lines of the journal, each with its line break. */
const lines = () => starts.slice(0, -1).map((start, index) => bytes.subarray(start, starts[index + 1]));

/** Whether the event of a line, counted from 0, belongs to the one behind it. */
const isFollowed = (line: Buffer | undefined) => line?.includes('"isFollowed":true') === true;

/** How many events count when so many lines are whole. */
function countEvents(whole: number): number {
  let count = whole;
  while (count > 0 && isFollowed(lines()[count - 1])) count--;
  return count;
}

describe('a real journal', () => {
  it('that is cut at any byte has every event of its whole lines, and the rest apart; or it stops at its first line', () => {
    const descriptor = openSync(file, 'w');
    writeFileSync(file, bytes);
    const counts = starts.map((_, whole) => countEvents(whole));
    let whole = starts.length - 1;
    for (let size = bytes.length; size >= 0; size--) {
      ftruncateSync(descriptor, size);
      if (size < (starts[whole] ?? 0) - 1) whole--;
      const found = readJournal(file, 'rehearsal');
      if (whole === 0) {
        const why = size === 0 ? 'the journal is empty' : 'the first line is not whole';
        if (found.ok || describeFault(found.error) !== `${file}:1: ${why}, expected "run-started"; nothing was written`)
          expect.fail(`at byte ${size}: ${JSON.stringify(found)}`);
        continue;
      }
      const isRight =
        found.ok &&
        found.value.events.length === counts[whole] &&
        found.value.length + found.value.torn.length === size &&
        found.value.length === Math.min(size, starts[found.value.events.length] ?? 0) &&
        found.value.torn.equals(bytes.subarray(found.value.length, size));
      if (!isRight) expect.fail(`at byte ${size}: ${JSON.stringify(found).slice(-300)}`);
    }
    closeSync(descriptor);
    recordFigure(promise, 'bytes at which a real journal was cut', bytes.length + 1);
  });

  it('with a bit flipped anywhere in a line stops at that line', () => {
    const throwDice = createDice(4);
    let flips = 0;
    for (const [index, start] of starts.slice(0, -1).entries()) {
      const end = (starts[index + 1] ?? 0) - 1;
      const all = [0, 1, 2, 3, 4, 5, 6, 7];
      const places = [
        ...all.map((bit) => [end, bit] as const),
        ...all.map((bit) => [end - 1, bit] as const),
        ...Array.from({ length: 24 }, () => [start + throwDice(end - start), throwDice(8)] as const),
      ];
      for (const [place, bit] of places) {
        const found = read(bytes.with(place, (bytes[place] ?? 0) ^ (1 << bit)) as Buffer);
        if (typeof found === 'number' || !stopped(index + 1).test(found))
          expect.fail(`bit ${bit} of byte ${place} in line ${index + 1}: ${found}`);
        flips++;
      }
    }
    recordFigure(promise, 'bits flipped, each told with its line', flips);
  });

  it('with a line that is double, gone or out of order stops there, and only a missing end cannot be seen', () => {
    const all = lines();
    const last = all.length - 1;
    let changes = 0;
    const expectStop = (changed: readonly Buffer[], line: number, why: string) => {
      expect(read(Buffer.concat(changed))).toMatch(stopped(line, why));
      changes++;
    };
    for (const [index, line] of all.entries()) {
      const seq = index + 1;
      expectStop(all.toSpliced(index, 0, line), seq + 1, `the line has the number ${seq}, expected ${seq + 1}`);
      if (index === last) continue;
      const next = all[index + 1] ?? line;
      expectStop(all.toSpliced(index, 1), seq, `the line has the number ${seq + 1}, expected ${seq}`);
      expectStop(all.toSpliced(index, 2, next, line), seq, `the line has the number ${seq + 1}, expected ${seq}`);
    }
    expect(read(Buffer.concat(all.slice(0, last)))).toBe(countEvents(last));
    recordFigure(promise, 'lines doubled, removed and swapped', changes);
  });
});
