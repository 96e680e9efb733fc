import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Item, readChecklist } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { expect, it } from 'vitest';
import { repository } from './rehearsals.ts';

function stepIds(items: readonly Item[]): string[] {
  return items.flatMap((item) => (item.kind === 'step' ? [item.id] : stepIds([...item.items, ...item.finally])));
}

/** The ids in the column "step" of the tables. */
function idsInTables(markdown: string): string[] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) => row.split(/(?<!\\)\|/)[2] ?? '');
  return cells
    .filter((cell) => !cell.includes('('))
    .flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, id]) => id ?? ''));
}

it('says of every step of the release which line of the guide it holds, and names no other', () => {
  const read = readChecklist('checklists/release.yaml', { directory: repository, stepTypes: builtinStepTypes });
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'));
  const told = new Set(idsInTables(readFileSync(join(repository, 'docs/guide-coverage.md'), 'utf8')));
  expect([...told].toSorted()).toEqual(stepIds(read.value.checklist.items).toSorted());
});
