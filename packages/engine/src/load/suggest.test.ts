import { expect, test } from 'vitest';
import { didYouMean } from './suggest.ts';

test.each([
  ['tset', ['build', 'test'], 'did you mean "test"?'],
  ['Version', ['version'], 'did you mean "version"?'],
  ['signoff', ['sign_off', 'owner'], 'did you mean "sign_off"?'],
  ['is', ['id', 'title'], 'did you mean "id"?'],
  ['x', ['y', 'z'], 'did you mean "y"?'],
  ['publish', ['build', 'test'], undefined],
  ['anything', [], undefined],
])('%s of %j', (word, candidates, hint) => {
  expect(didYouMean(word, candidates)).toBe(hint);
});
