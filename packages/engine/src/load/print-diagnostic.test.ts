import { expect, test } from 'vitest';
import type { Diagnostic } from '../model/diagnostic.ts';
import { printDiagnostic } from './print-diagnostic.ts';
import { sourceText } from './source-text.ts';

function print(text: string, marked: string, message = 'found it'): string {
  const start = text.indexOf(marked);
  const place = sourceText('a.yaml', text).place(start, start + marked.length);
  return printDiagnostic({ code: 'bad-yaml', message, place }, () => text);
}

test('the whole form', () => {
  const text = `${'\n'.repeat(40)}    needs: [tset]\n`;
  const diagnostic: Diagnostic = {
    code: 'unknown-need',
    message: 'step "publish" needs "tset", but no step has that id',
    place: sourceText('checklists/release.yaml', text).place(52, 56),
    hint: 'did you mean "test"?',
  };
  expect(printDiagnostic(diagnostic, () => text)).toBe(
    [
      'error[unknown-need]: step "publish" needs "tset", but no step has that id',
      '  checklists/release.yaml:41:13',
      '  41 |     needs: [tset]',
      '     |             ^^^^',
      '  hint: did you mean "test"?',
    ].join('\n'),
  );
});

test('a file that cannot be read has no line to show', () => {
  const place = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const printed = printDiagnostic({ code: 'not-found', message: 'there is no file "a.yaml"', place }, () => undefined);
  expect(printed).toBe('error[not-found]: there is no file "a.yaml"\n  a.yaml');
});

test('tabs keep the mark below its words', () => {
  expect(print('\tkey: wrong', 'wrong')).toBe(
    ['error[bad-yaml]: found it', '  a.yaml:1:7', '  1 |   key: wrong', '    |        ^^^^^'].join('\n'),
  );
});

test('wide characters take two columns, combining ones none', () => {
  const lines = print('日本語 e\u0301: wrong 🎉', 'wrong').split('\n').slice(2);
  expect(lines).toEqual(['  1 | 日本語 e\u0301: wrong 🎉', `    | ${' '.repeat(10)}^^^^^`]);
  expect(print('x: 🎉🎉', '🎉🎉').split('\n').at(-1)).toBe('    |    ^^^^');
});

test('a long line is cut around the place', () => {
  const [line = '', mark = ''] = print(`a: ${'x'.repeat(500)} wrong ${'y'.repeat(500_000)}`, 'wrong')
    .split('\n')
    .slice(2);
  expect(line).toBe(`  1 | ...${'x'.repeat(39)} wrong ${'y'.repeat(54)}...`);
  expect(mark).toBe(`    | ${' '.repeat(43)}^^^^^`);
});

test('what spans lines is marked to the end of its first line', () => {
  expect(print('- id: a\n  title: b\n', 'id: a\n  title: b').split('\n').at(-1)).toBe('    |   ^^^^^');
});

test('with CRLF the mark ends before the line does', () => {
  expect(print('a: 1\r\nb: wrong\r\nc: 3', 'wrong').split('\n').slice(2)).toEqual(['  2 | b: wrong', '    |    ^^^^^']);
});

test("a terminal cannot be driven by the file's text", () => {
  const evil = 'a: \u001b[2J\u202egnorw\u0007 wrong';
  const printed = print(evil, 'wrong', `"${evil}"\nsecond line`);
  expect(printed).toBe(
    [
      'error[bad-yaml]: "a: \\x1b[2J\\u{202e}gnorw\\x07 wrong"\\nsecond line',
      '  a.yaml:1:16',
      '  1 | a: \\x1b[2J\\u{202e}gnorw\\x07 wrong',
      `    | ${' '.repeat(28)}^^^^^`,
    ].join('\n'),
  );
});

test('a place behind the end of the line has one mark', () => {
  const place = { file: 'a.yaml', line: 1, column: 9, endLine: 1, endColumn: 9 };
  expect(
    printDiagnostic({ code: 'bad-yaml', message: 'm', place }, () => 'a: b')
      .split('\n')
      .at(-1),
  ).toBe('    |     ^');
});
