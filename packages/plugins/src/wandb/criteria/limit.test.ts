import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepsLimit, parseLimit, type WrittenLimit } from './limit.ts';

const limitOf = (written: WrittenLimit, baseline?: number) => {
  const limit = parseLimit(written, baseline);
  return limit.ok ? limit.value : limit.error;
};

describe('parseLimit', () => {
  it.each([
    [{ at_least: 0 }, { low: 0, text: 'at least 0' }],
    [{ at_most: -1.5 }, { high: -1.5, text: 'at most -1.5' }],
    [{ within: '40000 +- 10%' }, { low: 36000, high: 44000, text: '40000 +- 10%' }],
    [{ within: '-10 ± 2.5' }, { low: -12.5, high: -7.5, text: '-10 ± 2.5' }],
    [{ within: '-10 +- 10%' }, { low: -11, high: -9, text: '-10 +- 10%' }],
    [{ between: [1, 1] }, { low: 1, high: 1, text: 'between 1 and 1' }],
  ])('reads %j', (written, expected) => {
    expect(limitOf(written)).toEqual(expected);
  });

  it('compares with an earlier run, whichever way is better and whatever the sign', () => {
    const compare = { run: 'v1', worse_by_at_most: '5%', better: 'higher' } as const;
    expect(limitOf({ compare }, 200)).toEqual({ low: 190, text: 'at most 5% below 200, that of v1' });
    expect(limitOf({ compare }, -200)).toEqual({ low: -210, text: 'at most 5% below -200, that of v1' });
    expect(limitOf({ compare: { ...compare, worse_by_at_most: 3, better: 'lower' } }, 7)).toEqual({
      high: 10,
      text: 'at most 3 above 7, that of v1',
    });
    expect(limitOf({ compare })).toEqual({ text: 'at most 5% below that of v1' });
  });

  it.each([
    [{}, 'a metric has no limit, expected "at_least", "at_most", "within", "between" or "compare"'],
    [{ within: '40000' }, '"within" is "40000", expected a value with its tolerance such as "40000 +- 10%"'],
    [{ between: [2, 1] }, '"between" is [2, 1], expected the lowest value and then the highest'],
  ])('refuses %j', (written, expected) => {
    expect(limitOf(written)).toBe(expected);
  });
});

describe('keepsLimit', () => {
  it('is kept at both ends, and never by NaN', () => {
    const limit = { low: 1, high: 2, text: '' };
    expect([0.99, 1, 2, 2.01, Number.NaN].map((value) => keepsLimit(value, limit))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(keepsLimit(Number.NaN, { text: '' })).toBe(false);
  });

  it('is kept by what is nearer than the tolerance, and by nothing else', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000, max: 10_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer(),
        (value, tolerance, found) => {
          const limit = parseLimit({ within: `${value} +- ${tolerance}` });
          if (limit.ok) expect(keepsLimit(found, limit.value)).toBe(Math.abs(found - value) <= tolerance);
        },
      ),
    );
  });
});
