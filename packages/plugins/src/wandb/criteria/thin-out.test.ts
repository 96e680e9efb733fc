import type { CurvePoint } from '@checklist/engine/plugin';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { thinOut } from './thin-out.ts';

const curve = (values: readonly number[]): CurvePoint[] => values.map((y, x) => [x, y]);

it('keeps a dip and a peak of one sample among a million', () => {
  const values = Array.from({ length: 1_000_000 }, (_, x) => (x === 123_456 ? -1 : x === 123_460 ? 99 : 40));
  const thin = thinOut(curve(values), 240);
  expect(thin.length).toBeLessThanOrEqual(240);
  expect(thin).toContainEqual([123_456, -1]);
  expect(thin).toContainEqual([123_460, 99]);
  expect([thin[0], thin.at(-1)]).toEqual([
    [0, 40],
    [999_999, 40],
  ]);
});

it('keeps ends and extremes, in order and within bounds, whatever the curve', () => {
  const values = fc.array(fc.double({ noNaN: true }), { maxLength: 400 });
  fc.assert(
    fc.property(values, fc.integer({ min: 4, max: 60 }), (list, most) => {
      const points = curve(list);
      const thin = thinOut(points, most);
      expect(thin.length).toBeLessThanOrEqual(Math.min(most, list.length));
      expect(thin.filter((point) => !points.includes(point))).toEqual([]);
      expect(thin.map(([x]) => x)).toEqual(thin.map(([x]) => x).toSorted((a, b) => a - b));
      expect([thin[0], thin.at(-1)]).toEqual([points[0], points.at(-1)]);
      const heights = thin.map(([, y]) => y);
      expect([Math.min(...heights), Math.max(...heights)]).toEqual([Math.min(...list), Math.max(...list)]);
    }),
  );
});
