import { expect, test } from 'vitest';
import { compilePattern, type Pattern } from './pattern.ts';

function compiled(text: string): Pattern {
  const pattern = compilePattern(text);
  if (!pattern.ok) throw new Error(pattern.error);
  return pattern.value;
}

test('a pattern searches; authors anchor it', () => {
  expect(compiled('b').test('abc')).toBe(true);
  expect(compiled('^b$').test('abc')).toBe(false);
  expect(compiled('^\\d{4}\\.\\d{2}$').test('2026.11')).toBe(true);
  expect(compiled('^a$').test('a\n')).toBe(false);
});

test('a match has its text, its groups by number and its groups by name', () => {
  const match = compiled('(?P<name>[a-z_]+) exit (?<code>\\d+)( late)?').exec('job_a exit 12, job_b exit 0');
  expect(match).toEqual({
    text: 'job_a exit 12',
    captures: ['job_a', '12', undefined],
    groups: { name: 'job_a', code: '12' },
  });
  expect(compiled('x').exec('abc')).toBeUndefined();
  expect(compiled('(?P<name>a)|(?P<other>b)').groupNames).toEqual(['name', 'other']);
});

test('all matches are found, in order, empty ones included', () => {
  expect(
    compiled('exit (\\d+)')
      .all('exit 1, exit 2')
      .map(({ captures }) => captures[0]),
  ).toEqual(['1', '2']);
  expect(
    compiled('b*')
      .all('abba')
      .map(({ text }) => text),
  ).toEqual(['', 'bb', '', '']);
});

test.each([
  ['(a', 'missing closing ): "(a"'],
  ['a**', 'invalid nested repetition operator: "**"'],
  ['(?=a)', 'invalid or unsupported Perl syntax: "(?="'],
  ['\\1', 'invalid escape sequence: "\\1"'],
  ['\\', 'trailing backslash at end of expression'],
  ['(a{1000}){1000}', 'invalid repeat count: "{1000}"'],
])('%s is refused: %s', (text, error) => {
  expect(compilePattern(text)).toEqual({ ok: false, error });
});

test('a pattern whose every match would take long is refused', () => {
  expect(compilePattern(`${'a'.repeat(6_000)}b?`)).toEqual({ ok: false, error: 'too large or too deep to be read' });
  expect(compilePattern('a{1000}').ok).toBe(true);
});

test('a deep pattern is refused and does not overflow the stack', () => {
  const deep = compilePattern('('.repeat(20_000) + ')'.repeat(20_000));
  expect(deep.ok).toBe(false);
});

test('a pattern that makes backtracking engines hang takes linear time', () => {
  const text = `${'a'.repeat(200_000)}b`;
  expect(compiled('(a+)+$').test(text)).toBe(false);
  expect(compiled('^(a|a)*$').exec(text)).toBeUndefined();
});
