import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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

const promise = 'bad checklists';

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

it.each(targets.map((target) => [target.name, target] as const))(
  '%s: a verdict, or a fault with a place',
  async (name, target) => {
    const batches = batchesOf(target);
    const results = await playBatches(batches);
    const cases = batches.reduce((sum, one) => sum + one.cases, 0);
    const right = results.reduce((sum, one) => sum + one.right, 0);
    expect(results.flatMap((one, index) => describeBroken(name, one, index)).join('\n\n')).toBe('');
    recordFigure(promise, `${name}: cases tried without a fault`, cases);
    recordFigure(promise, `${name}: of these, taken as right`, right);
    recordFigure(promise, `${name}: slowest, in ms`, Math.round(Math.max(...results.map((one) => one.slowest))));
    recordFigure(
      promise,
      `${name}: most memory, in MB`,
      Math.round(Math.max(...results.map((one) => one.memory)) / 1_000_000),
    );
    // Faults alone would try only the first lines of the loader.
    expect(right).toBeGreaterThan(0);
    expect(right).toBeLessThan(cases);
  },
);
