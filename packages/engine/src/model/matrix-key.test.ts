import { expect, it } from 'vitest';
import { findSharedKey, matrixKey } from './matrix-key.ts';

it.each([
  ['a text', 'linux', 'linux'],
  ['a number', 2, '2'],
  ['a mapping by its id', { id: 'cmd_fails', code: 1 }, 'cmd_fails'],
  ['what separates ids', 'a b,[c]\n', 'a_b__c__'],
  ['what acts on a terminal', '\u001b[31mred\u202e\u0007', '__31mred__'],
  ['letters of all scripts', '日本語', '日本語'],
  ['half of a pair', '\ud800', '_'],
  ['a long text by its start', '🎉'.repeat(200), '🎉'.repeat(80)],
])('%s becomes a word that can be read and typed', (_, value, word) => {
  expect(matrixKey(value)).toBe(word);
});

it('tells of two values that would be called the same', () => {
  expect(findSharedKey(['a', 'a b', 'a_b'])).toBe('a_b');
  expect(findSharedKey(['a', 'b'])).toBeUndefined();
});
