import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRehearsalFolder } from '../../test/rehearsals.ts';

/** Rehearses the release to its end, and gives the journal that the program wrote. */
export async function rehearseRelease(): Promise<Buffer> {
  const folder = makeRehearsalFolder();
  try {
    const { code, stderr } = await folder.start('release', 'all_green', '--keep').ended;
    if (code !== 0) throw new Error(stderr);
    return readFileSync(join(folder.root(), 'work/.checklist/runs/rehearsal/journal.jsonl'));
  } finally {
    folder.remove();
  }
}

/** Where each line begins, and behind the last one the length of all. */
export function findStarts(bytes: Buffer): number[] {
  const starts = [0];
  for (let at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Numbers that look random and are the same each time. */
export function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % sides;
  };
}
