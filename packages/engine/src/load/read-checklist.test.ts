import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { printDiagnostic } from './print-diagnostic.ts';
import { readChecklist } from './read-checklist.ts';
import { sampleStepTypes } from './sample-step-types.ts';

const right = `version: 1
id: release
title: Release
steps:
  - { id: ask, title: Ask, type: manual, with: { instructions: { template_file: templates/ask.md } } }
`;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'checklist-'));
  mkdirSync(join(directory, 'checklists/templates'), { recursive: true });
  writeFileSync(join(directory, 'checklists/release.yaml'), right);
  writeFileSync(join(directory, 'checklists/templates/ask.md'), 'Is all well?');
});

afterEach(() => rmSync(directory, { recursive: true }));

function read(file: string): string {
  const result = readChecklist(file, { directory, stepTypes: sampleStepTypes });
  if (result.ok) return 'right';
  return result.error.map((diagnostic) => printDiagnostic(diagnostic, () => undefined)).join('\n');
}

test('a right file, with the template file beside it', () => {
  const result = readChecklist('checklists/release.yaml', { directory, stepTypes: sampleStepTypes });
  expect(result).toMatchObject({ ok: true, value: { text: right, checklist: { id: 'release' } } });
});

test('no such file', () => {
  expect(read('checklists/relase.yaml')).toBe(
    [
      'error[not-found]: there is no file "checklists/relase.yaml"',
      '  checklists/relase.yaml',
      '  hint: did you mean "checklists/release.yaml"?',
    ].join('\n'),
  );
  expect(read('checklists/release.yaml/x')).toContain('error[not-found]: there is no file "checklists/release.yaml/x"');
});

test('a folder', () => {
  expect(read('checklists')).toContain('error[not-a-file]: "checklists" is a folder, expected a checklist file');
});

test('a named pipe is not waited for', () => {
  execFileSync('mkfifo', [join(directory, 'pipe')]);
  expect(read('pipe')).toContain('error[not-a-file]: "pipe" is no file that can be read whole');
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read', () => {
  chmodSync(join(directory, 'checklists/release.yaml'), 0o000);
  expect(read('checklists/release.yaml')).toContain(
    'error[not-readable]: "checklists/release.yaml" cannot be read: permission was denied',
  );
});

test('a link that leads to itself', () => {
  symlinkSync('loop.yaml', join(directory, 'loop.yaml'));
  expect(read('loop.yaml')).toContain('error[not-readable]: "loop.yaml" cannot be read: ELOOP');
});

test('a file of 5 MB is not even read', () => {
  writeFileSync(join(directory, 'large.yaml'), Buffer.alloc(5_000_000, '#'));
  expect(read('large.yaml')).toContain('error[file-too-large]: the file has 5.0 MB, expected 2.0 MB at most');
});

test('bytes that are no text', () => {
  writeFileSync(join(directory, 'latin1.yaml'), Buffer.from('title: Pr\xfcfung\n', 'latin1'));
  expect(read('latin1.yaml')).toContain('error[bad-yaml]: found bytes that are no UTF-8, expected text');
});

test('a template file outside of the directory, also behind a link', () => {
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'secret.md'), 'secret');
  symlinkSync(join(outside, 'secret.md'), join(directory, 'checklists/templates/link.md'));
  for (const path of [join(outside, 'secret.md'), 'templates/link.md']) {
    writeFileSync(join(directory, 'checklists/release.yaml'), right.replace('templates/ask.md', path));
    const message = `the template file "${path}" lies outside of the repository, expected one inside`;
    expect(read('checklists/release.yaml')).toContain(`error[bad-template-file]: ${message}`);
  }
  rmSync(outside, { recursive: true });
});

test('a template file that is a folder', () => {
  writeFileSync(join(directory, 'checklists/release.yaml'), right.replace('templates/ask.md', 'templates'));
  expect(read('checklists/release.yaml')).toContain('the template file "templates" is no file');
});
