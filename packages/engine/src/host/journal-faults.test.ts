import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../model/event.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { readWorld, testStepTypes } from '../testing/test-step-types.ts';
import { driveRunFile } from './drive-run-file.ts';
import { createFileHost } from './file-host.ts';
import { describeFault } from './host-fault.ts';
import { writeLine } from './journal-line.ts';
import { runFolder } from './run-folder.ts';
import { systemClock } from './system-clock.ts';

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'));
  file = runFolder(directory, 'run').journal;
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const host = () => createFileHost({ directory, env: {}, now: Date.now });
const word = (id: string) =>
  buildStep(id, { type: 'test.append', effect: 'local', with: { word: id }, outputs: ['word'] });
const program = (id: string, script: string) =>
  buildStep(id, { type: 'test.program', with: { command: ['bash', '-c', script] }, outputs: ['stdout'] });
const sample = [word('a'), buildStep('ask', { type: 'test.ask', effect: 'reads', outputs: ['seen'] }), word('b')];

async function drive() {
  const events: RecordedEvent[] = [];
  const ended = await driveRunFile({
    runId: 'run',
    directory,
    stepTypes: testStepTypes,
    env: { PATH: process.env.PATH ?? '' },
    clock: systemClock,
    signal: new AbortController().signal,
    concurrency: 4,
    stayFor: () => false,
    onEvents: (batch) => events.push(...batch),
    onProgress: () => {},
  });
  return { events, fault: ended.ok ? undefined : describeFault(ended.error) };
}

async function begin(items = sample) {
  await host().start({ runId: 'run', checklist: buildChecklist(items), inputs: {}, starter: { name: 'Robb' } });
  return drive();
}

/** What the file says when nothing of it may be touched, to whoever reads it and to whoever drives the run. */
async function expectRefused(message: string) {
  const before = readFileSync(file);
  const read = await host().read('run');
  expect(read.ok ? undefined : describeFault(read.error)).toBe(message);
  expect((await drive()).fault).toBe(message);
  expect(readFileSync(file)).toEqual(before);
}

describe('the end of a journal', () => {
  it('counts when only its line break is missing, and what follows stands on a line of its own', async () => {
    const { events } = await begin();
    const whole = readFileSync(file);
    for (const cut of ['', '\0\0\0\0']) {
      writeFileSync(file, whole.subarray(0, -1));
      appendFileSync(file, cut);
      const resumed = await drive();
      expect(resumed.fault).toBeUndefined();
      expect(resumed.events.slice(0, events.length)).toEqual(events);
      expect(readFileSync(file).subarray(0, whole.length)).toEqual(whole);
      expect(readWorld(directory)).toEqual(['a']);
    }
  });

  it('is cut off where a power cut left NULs, which are kept and told', async () => {
    const { events } = await begin();
    const whole = readFileSync(file);
    appendFileSync(file, Buffer.alloc(4096));
    const resumed = await drive();
    const kept = `journal.jsonl.torn-${whole.length}`;
    expect(resumed.events[events.length]).toMatchObject({ type: 'journal-cut', bytes: 4096, kept });
    expect(readFileSync(join(runFolder(directory, 'run').root, kept))).toEqual(Buffer.alloc(4096));
  });

  it('is kept byte for byte where it was cut within a character', async () => {
    await begin();
    const torn = Buffer.from('{"sum":"ä').subarray(0, -1);
    appendFileSync(file, torn);
    const kept = (await drive()).events.find(({ type }) => type === 'journal-cut');
    const { root } = runFolder(directory, 'run');
    expect(readFileSync(join(root, kept?.type === 'journal-cut' ? kept.kept : ''))).toEqual(torn);
  });

  it('is damage when its line break was changed', async () => {
    const { events } = await begin();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.with(-1, 0x0b));
    await expectRefused(`${file}:${events.length}: the line goes on behind its end; nothing was written`);
  });
});

describe('a journal that cannot be used', () => {
  it('is told with its place when it is empty', async () => {
    await begin();
    writeFileSync(file, '');
    await expectRefused(`${file}:1: the journal is empty, expected "run-started"; nothing was written`);
  });

  it('is told with its formats when another version wrote it', async () => {
    const { events } = await begin();
    const first = JSON.stringify({ ...events[0], format: 2 });
    writeFileSync(file, writeLine(JSON.parse(first) as RecordedEvent));
    await expectRefused(`${file}:1: the journal has format 2, expected 1; nothing was written`);
  });

  it('is told with its line when a whole line does not fit', async () => {
    const { events } = await begin();
    const seq = events.length + 1;
    for (const [event, why] of [
      [{ type: 'step-teleported', step: 'a' }, 'unexpected value'],
      [{ type: 'deadline-passed', step: 'z', round: 1 }, 'the journal names "z", which the checklist does not have'],
    ] as const) {
      const whole = readFileSync(file);
      appendFileSync(file, writeLine({ seq, at: 1, ...event } as RecordedEvent));
      const { fault } = await drive();
      expect(fault).toContain(`${file}:${seq}: the event "${event.type}" does not fit what stands before it: ${why}`);
      await expectRefused(fault ?? '');
      writeFileSync(file, whole);
    }
  });

  it('is told when a folder is in its place', async () => {
    await begin();
    rmSync(file);
    mkdirSync(file);
    const message = `${file}:1: found a folder, expected the journal; nothing was written`;
    expect((await drive()).fault).toBe(message);
    const [listed] = await Array.fromAsync(host().list());
    expect(listed?.fault === undefined ? undefined : describeFault(listed.fault)).toBe(message);
  });
});

describe('a journal that somebody meddles with while the run is driven', () => {
  it.each([
    ['rm -r .checklist', 'was removed while the run was driven'],
    ['mv .checklist/runs/run .checklist/runs/moved', 'was removed while the run was driven'],
    ['cp $J copy; mv copy $J', 'was replaced while the run was driven'],
    [': > $J', 'has 0 bytes, expected the \\d+ that this process left'],
    ['echo >> $J', 'has \\d+ bytes, expected the \\d+ that this process left'],
  ])('is left as it is, and nothing more is begun: %s', async (script, message) => {
    const { fault } = await begin([program('meddle', `J=.checklist/runs/run/journal.jsonl; ${script}`), word('after')]);
    expect(fault).toMatch(new RegExp(`^${file} ${message}; nothing was written since$`));
    expect(readWorld(directory)).toEqual([]);
  });

  it('goes on when it is back in its place', async () => {
    const { fault } = await begin([program('move', 'mv .checklist/runs/run moved'), word('after')]);
    expect(fault).toBe(`${file} was removed while the run was driven; nothing was written since`);
    rmSync(runFolder(directory, 'run').root, { recursive: true, force: true });
    renameSync(join(directory, 'moved'), runFolder(directory, 'run').root);
    const { events } = await drive();
    expect(events.at(-1)).toMatchObject({ type: 'question-asked', step: 'move', ask: { kind: 'recovery' } });
  });
});
