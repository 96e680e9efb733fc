import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnosticCodes } from '../model/diagnostic.ts';
import { printDiagnostic } from './print-diagnostic.ts';
import { readChecklist } from './read-checklist.ts';
import { sampleStepTypes } from './sample-step-types.ts';

const folder = join(import.meta.dirname, '../../test/diagnostics');
const cases = readdirSync(folder).sort();

/** What no text in a repository shows: see read-checklist.test.ts. */
const notInATextFile = new Set(['file-too-large', 'not-a-file', 'not-found', 'not-readable']);

function printAll(name: string): string {
  const directory = join(folder, name);
  const result = readChecklist('checklist.yaml', { directory, stepTypes: sampleStepTypes });
  if (result.ok) return 'no faults\n';
  const readSource = (file: string) => {
    return existsSync(join(directory, file)) ? readFileSync(join(directory, file), 'utf8') : undefined;
  };
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
    const missing = diagnosticCodes.filter((code) => !notInATextFile.has(code) && !cases.includes(code));
    expect(missing).toEqual([]);
  });
});
