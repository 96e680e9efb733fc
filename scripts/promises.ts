/**
 * Tries every promise anew and prints what was tried: `pnpm promises`. With `--write` the figures go into
 * docs/promises.md. Takes about half an hour on two cores.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Promised, promises } from '../packages/cli/trust/figures.ts';

interface Figure {
  readonly promise: Promised;
  readonly what: string;
  readonly value: number | string;
}

const folder = mkdtempSync(join(tmpdir(), 'checklist-promises-'));
const file = join(folder, 'figures.jsonl');
writeFileSync(file, '');
const { status } = spawnSync('vitest', ['run'], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, CHECKLIST_FIGURES: file },
});
const told = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Figure)
  .toSorted((a, b) => promises.indexOf(a.promise) - promises.indexOf(b.promise) || a.what.localeCompare(b.what));
const figures = [...Map.groupBy(told, ({ promise, what }) => `${promise}: ${what}`).values()].map((same) => {
  const value = same
    .map((figure) => figure.value)
    .reduce((sum, one) => (typeof sum === 'number' ? sum + Number(one) : sum));
  return { ...(same[0] as Figure), value };
});
rmSync(folder, { recursive: true });

const table = [
  '| promise | what was tried | figure |',
  '| --- | --- | --- |',
  ...figures.map(({ promise, what, value }) => `| ${promise} | ${what} | ${value.toLocaleString('en-GB')} |`),
].join('\n');
process.stdout.write(`\n${table}\n`);
if (process.argv.includes('--write') && status === 0) {
  const page = 'docs/promises.md';
  const text = readFileSync(page, 'utf8');
  const [begin, end] = ['<!-- figures -->', '<!-- end of figures -->'];
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  writeFileSync(page, `${before}\n\n${table}\n\n${text.slice(text.indexOf(end))}`);
  process.stdout.write(`${page} written\n`);
}
process.exitCode = status ?? 1;
