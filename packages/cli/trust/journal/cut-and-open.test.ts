import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommandId, createFileHost, driveRunFile, systemClock } from '@checklist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildChecklist, buildStep } from '../../../engine/src/testing/build-checklist.ts';
import { readWorld, testStepTypes } from '../../../engine/src/testing/test-step-types.ts';
import { recordFigure } from '../figures.ts';
import { findStarts } from './real-journal.ts';

const directory = mkdtempSync(join(tmpdir(), 'checklist-cut-'));
const root = join(directory, '.checklist/runs/run');
const file = join(root, 'journal.jsonl');
const robb = { name: 'Robb' };
const host = createFileHost({ directory, env: {}, now: Date.now });
const word = (id: string) => buildStep(id, { type: 'test.once', effect: 'reversible', with: { word: id } });
const ask = buildStep('ask', { type: 'test.ask', effect: 'reads', outputs: ['seen'] });
const answer = { type: 'answer', step: 'ask', answers: { seen: 'a heart' } } as const;

const drive = () =>
  driveRunFile({
    runId: 'run',
    directory,
    stepTypes: testStepTypes,
    env: { PATH: process.env.PATH ?? '' },
    clock: systemClock,
    signal: new AbortController().signal,
    concurrency: 4,
    stayFor: () => false,
    onEvents: () => {},
    onProgress: () => {},
  });

const sendAnswer = () => host.send('run', { id: createCommandId(Date.now()), by: robb, command: answer });

let whole: Buffer;
beforeAll(async () => {
  const checklist = buildChecklist([word('a'), word('b'), ask, word('c')]);
  await host.start({ runId: 'run', checklist, inputs: {}, starter: robb });
  await drive();
  await sendAnswer();
  await drive();
  whole = readFileSync(file);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Goes on with a run whose journal was cut: asks again what nobody has answered any more. */
async function goOn() {
  const driven = await drive();
  if (!driven.ok || driven.value.verdict !== undefined) return driven;
  await sendAnswer();
  return drive();
}

describe('a run whose journal was cut at any byte behind its first line', () => {
  it('goes on to the same end: what stood is kept as it was, the rest is kept beside, and nothing is done twice', async () => {
    const starts = findStarts(whole);
    const first = starts[1] ?? 0;
    for (let size = first; size < whole.length; size++) {
      writeFileSync(file, whole.subarray(0, size));
      const driven = await goOn();
      expect(driven).toMatchObject({ ok: true, value: { verdict: 'passed' } });
      const kept = readFileSync(file);
      const lineEnd = starts.findLast((start) => start <= size + 1) ?? first;
      expect(kept.subarray(0, lineEnd).equals(whole.subarray(0, lineEnd))).toBe(true);
      if (lineEnd < size) {
        const torn = readFileSync(`${file}.torn-${lineEnd}`);
        expect(torn.equals(whole.subarray(lineEnd, size))).toBe(true);
        expect(kept.toString()).toContain(`"type":"journal-cut","bytes":${torn.length},"kept":"journal.jsonl.torn-`);
      }
      expect(readWorld(directory)).toEqual(['a', 'b', 'c']);
    }
    recordFigure('Journal', 'bytes at which a journal was cut and the run went on to its end', whole.length - first);
  });
});
