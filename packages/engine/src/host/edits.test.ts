import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type EditCase, playEdit } from '../testing/play-edit.ts';

const folder = join(import.meta.dirname, '../../test/edits');
const tables = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

let temporary = '';
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'edits-'));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe.each(tables)('%s', (table) => {
  const cases = parse(readFileSync(join(folder, table), 'utf8')) as EditCase[];
  const golden = join(folder, table.replace('.yaml', '.expected'));
  const expected = existsSync(golden) ? readFileSync(golden, 'utf8').split(/^(?=== )/m) : [];
  const printed: string[] = [];

  it.each(cases.map((one, at) => [one.change, one, at] as const))('%s', async (_, one, at) => {
    const place = join(temporary, `${table}-${at}`);
    mkdirSync(place);
    printed[at] = `${await playEdit(one, place)}\n`;
    if (process.env.UPDATE_GOLDEN !== '1') expect(printed[at]).toBe(expected[at] ?? '');
  });

  afterAll(() => {
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, printed.join(''));
  });
});
