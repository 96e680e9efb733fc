import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diagnosticCodes } from '../model/diagnostic.ts';
import { printDiagnostic } from './print-diagnostic.ts';
import { readChecklist } from './read-checklist.ts';
import { sampleStepTypes } from './sample-step-types.ts';

const folder = join(import.meta.dirname, '../../test/diagnostics');
const cases = readdirSync(folder).sort();

/** What no text in a repository shows is made for the test, in a folder of its own. */
const made: Readonly<Record<string, (file: string) => void>> = {
  'file-too-large': (file) => writeFileSync(file, `# ${'x'.repeat(2_500_000)}`),
  'not-a-file': (file) => mkdirSync(file),
  'not-found': () => {},
  'not-readable': (file) => symlinkSync(file, file),
};

const scratch = mkdtempSync(join(tmpdir(), 'checklist-goldens-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function folderOf(name: string): string {
  const make = made[name];
  if (make === undefined) return join(folder, name);
  const own = join(scratch, name);
  mkdirSync(own);
  make(join(own, 'checklist.yaml'));
  return own;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function printAll(name: string): string {
  const directory = folderOf(name);
  const result = readChecklist('checklist.yaml', { directory, stepTypes: sampleStepTypes });
  if (result.ok) return 'no faults\n';
  const readSource = (file: string) => readText(join(directory, file));
  return `${result.error.map((diagnostic) => printDiagnostic(diagnostic, readSource)).join('\n\n')}\n`;
}

describe('faults of a checklist file', () => {
  test.each(cases)('%s', (name) => {
    const printed = printAll(name);
    const file = join(folder, name, 'expected.txt');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, printed);
    expect(printed).toBe(readFileSync(file, 'utf8'));
    const [code] = name.split('.');
    if (code !== 'none') expect(printed).toContain(`error[${code}]`);
  });

  test('there is a case for every code', () => {
    const missing = diagnosticCodes.filter((code) => !cases.includes(code));
    expect(missing).toEqual([]);
  });
});
