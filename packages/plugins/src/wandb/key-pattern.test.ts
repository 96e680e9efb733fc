import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesPattern } from './key-pattern.ts';

it.each([
  ['replays/all', 'replays/all', true],
  ['replays/all', 'replays/al', false],
  ['evaluator/eval_maze/score', 'evaluator/eval_*', true],
  ['evaluator/eval_', 'evaluator/eval_*', true],
  ['evaluator/evil', 'evaluator/eval_*', false],
  ['a/b/c', '*/c', true],
  ['aba', 'ab*ba', false],
  ['abcabc', 'a*c*c', true],
  ['a.pt', '*', true],
  ['axpt', '*.pt', false],
])('tells whether %s is like %s', (text, pattern, expected) => {
  expect(matchesPattern(text, pattern)).toBe(expected);
});

it('agrees with the same pattern as a regular expression', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 });
  fc.assert(
    fc.property(letters, pattern, (text, like) => {
      const source = like.replaceAll('.', '\\.').replaceAll('*', '.*');
      expect(matchesPattern(text, like)).toBe(new RegExp(`^${source}$`).test(text));
    }),
  );
});
