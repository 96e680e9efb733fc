import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Point, type Reduction, reduce, reductions } from './reduce.ts';

const points = (...values: number[]): Point[] => values.map((value, index) => ({ step: index * 10, value }));

describe('reduce', () => {
  it.each([
    ['last', 3],
    ['mean', 2.5],
    ['min', 1],
    ['max', 4],
    ['median', 2.5],
    ['p5', 1.15],
    ['p95', 3.85],
    ['count', 4],
  ] satisfies [Reduction, number][])('makes one number: %s', (reduction, expected) => {
    expect(reduce(points(1, 2, 4, 3), reduction)).toBeCloseTo(expected, 12);
  });

  it('gives the slope by step', () => {
    expect(reduce(points(1, 2, 3), 'slope')).toBeCloseTo(0.1, 12);
    expect(reduce(points(5, 5, 5), 'slope')).toBe(0);
    expect(reduce(points(1), 'slope')).toBeUndefined();
    expect(reduce([...points(1), ...points(2)], 'slope')).toBeUndefined();
  });

  it('has no number for no points, but counts them', () => {
    expect(reductions.filter((reduction) => reduce([], reduction) !== undefined)).toEqual(['count']);
  });

  it('keeps what no rounding may take away: a mean of equal values is that value', () => {
    expect(reduce(points(0.1, 0.1, 0.1), 'mean')).toBe(0.1);
  });
});

const anyPoints = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 50 });

describe('reduce, whatever the values', () => {
  it('keeps the order min, p5, median, p95, max, and the mean in between', () => {
    fc.assert(
      fc.property(anyPoints, (values) => {
        const [min, p5, median, p95, max] = (['min', 'p5', 'median', 'p95', 'max'] as const).map((one) =>
          Number(reduce(points(...values), one)),
        );
        expect([min, p5, median, p95, max]).toEqual(
          [min, p5, median, p95, max].toSorted((a, b) => Number(a) - Number(b)),
        );
        const mean = Number(reduce(points(...values), 'mean'));
        expect(mean >= Number(min) && mean <= Number(max)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of values, but for last and slope', () => {
    fc.assert(
      fc.property(
        anyPoints,
        fc.constantFrom('mean', 'min', 'max', 'median', 'p5', 'p95', 'count'),
        (values, reduction) => {
          expect(reduce(points(...values.toReversed()), reduction)).toBe(reduce(points(...values), reduction));
        },
      ),
    );
  });
});
