import { expect, it } from 'vitest';
import { GrowingSet } from './growing-set.ts';

it('keeps what it was when others grow out of it', () => {
  const one = GrowingSet.empty().with('a');
  const two = one.with('b').with('c');
  const other = one.with('c').with('b').with('b');
  expect([one, two, other].map((set) => [...set])).toEqual([['a'], ['a', 'b', 'c'], ['a', 'c', 'b']]);
  expect([one, two, other].map(({ size }) => size)).toEqual([1, 3, 3]);
  expect([one.has('a'), one.has('b'), two.has('b'), other.has('b'), other.has('z')]).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
});
