import { expect, it } from 'vitest';
import { axisText, makePlotScale } from './plot-scale.ts';

it.each([
  [0, 100, [0, 25, 50, 75, 100]],
  [28_000, 45_000, [30_000, 35_000, 40_000, 45_000]],
  [-0.3, 0.3, [-0.2, 0, 0.2]],
  [5, 5, [4, 6]],
])('marks round values between %s and %s', (low, high, ticks) => {
  expect(makePlotScale(low, high, 0, 100, 4).ticks).toEqual(ticks);
});

it('maps the ends to the ends', () => {
  const { place } = makePlotScale(10, 20, 200, 0, 4);
  expect([10, 15, 20].map(place)).toEqual([200, 100, 0]);
});

it.each([
  [0, '0'],
  [0.25, '0.25'],
  [1500, '1500'],
  [40_000, '40k'],
  [42_500, '42.5k'],
  [3_000_000, '3000k'],
  [25_000_000, '25M'],
  [-40_000, '-40k'],
  [0.00002, '2.0e-5'],
])('writes %s as %s', (value, text) => {
  expect(axisText(value)).toBe(text);
});
