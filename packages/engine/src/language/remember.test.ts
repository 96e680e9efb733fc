import { expect, test } from 'vitest';
import { remember } from './remember.ts';

test('an outcome is kept until others push it out; a long text is never kept', () => {
  const read: string[] = [];
  const length = remember(2, (text) => {
    read.push(text.slice(0, 3));
    return text.length;
  });
  const long = 'x'.repeat(60_000);
  const lengths = ['a', 'a', 'bb', 'a', 'ccc', 'bb', 'a', long, long].map(length);
  expect(lengths).toEqual([1, 1, 2, 1, 3, 2, 1, 60_000, 60_000]);
  expect(read).toEqual(['a', 'bb', 'ccc', 'a', 'xxx', 'xxx']);
});
