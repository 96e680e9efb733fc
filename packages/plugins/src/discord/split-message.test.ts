import { expect, it } from 'vitest';
import { splitMessage } from './split-message.ts';

it.each([
  ['a text that fits', 'one two', 10, ['one two']],
  ['nothing', ' \n ', 10, []],
  ['paragraphs first', 'one\ntwo\n\nthree four', 14, ['one\ntwo', 'three four']],
  ['then lines', 'one two\nthree four', 14, ['one two', 'three four']],
  ['then words', 'one two three four', 9, ['one two', 'three', 'four']],
  ['a word that is too long', 'abcdefghijkl', 5, ['abcde', 'fghij', 'kl']],
  ['no character in two', 'abcd😀ef', 5, ['abcd', '😀ef']],
  ['a separator right behind', 'abcde fghij', 5, ['abcde', 'fghij']],
])('splits %s', (_, text, longest, parts) => {
  expect(splitMessage(text, longest)).toEqual(parts);
});

it('keeps every word, and no part is longer than Discord takes', () => {
  const words = Array.from(
    { length: 3000 },
    (_, at) => `word${at}${at % 50 === 0 ? '\n\n' : at % 10 === 0 ? '\n' : ' '}`,
  );
  const parts = splitMessage(words.join(''));
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(2000);
  expect(parts.join(' ').split(/\s+/)).toEqual(words.map((word) => word.trim()));
});
