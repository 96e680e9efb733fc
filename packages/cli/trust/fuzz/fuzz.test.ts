import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordFigure } from '../figures.ts';
import { playBatches } from './play-batches.ts';
import { type Target, targets } from './targets.ts';
import type { BatchResult } from './worker.ts';

/** How many cases are tried in all; more on demand: `CHECKLIST_FUZZ_CASES=1000000`. */
const total = Number(process.env.CHECKLIST_FUZZ_CASES ?? 20_000);
/** Another seed tries other cases; the same one tries the same. */
const seed = Number(process.env.CHECKLIST_FUZZ_SEED ?? 1);
/** A worker is given so many at a time, so that its memory is its cases'. */
const batchSize = 4_000;

const promise = 'Bad checklists';

function batchesOf({ name, share }: Target) {
  const cases = Math.ceil((total * share) / 100);
  const count = Math.ceil(cases / batchSize);
  return Array.from({ length: count }, (_, n) => ({
    target: name,
    seed: seed * 1_000_003 + n,
    cases: Math.ceil(cases / count),
  }));
}

/** A broken case as somebody wants to see it; its bytes are kept as a file. */
function describeBroken(name: string, { broken }: BatchResult, index: number): string[] {
  if (broken === undefined) return [];
  const file = join(tmpdir(), `checklist-fuzz-${name.replaceAll(/\W/g, '-')}-${seed}-${index}`);
  const bytes = Buffer.from(broken.bytes, 'base64');
  writeFileSync(file, bytes);
  return [`${name}, kept as ${file}:\n${bytes.toString().slice(0, 4_000)}\n\n${broken.trouble}`];
}

/** What all targets came to. */
const sum = { cases: 0, right: 0, slowest: 0, memory: 0 };

afterAll(() => {
  recordFigure(promise, 'cases tried', sum.cases);
  recordFigure(promise, 'of these, taken as right', sum.right);
  recordFigure(promise, 'slowest case, in ms of processor time', Math.round(sum.slowest));
  recordFigure(promise, 'most memory of a process, in MB', Math.round(sum.memory / 1_000_000));
});

it.each(targets.map((target) => [target.name, target] as const))(
  '%s: a verdict, or a fault with a place',
  async (name, target) => {
    const batches = batchesOf(target);
    const results = await playBatches(batches);
    const cases = batches.reduce((count, one) => count + one.cases, 0);
    const right = results.reduce((count, one) => count + one.right, 0);
    const broken = results.flatMap((one, index) => describeBroken(name, one, index));
    recordFigure(promise, `cases of ${name}`, cases);
    recordFigure(promise, 'faults found', broken.length);
    sum.cases += cases;
    sum.right += right;
    sum.slowest = Math.max(sum.slowest, ...results.map((one) => one.slowest));
    sum.memory = Math.max(sum.memory, ...results.map((one) => one.memory));
    expect(broken.join('\n\n')).toBe('');
    // Faults alone would try only the first lines of the loader.
    expect(right).toBeGreaterThan(0);
    expect(right).toBeLessThan(cases);
  },
);
