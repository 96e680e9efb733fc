import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeTimeScale } from './time-scale.ts';

const hour = 3_600_000;

it('goes evenly when nothing is much longer than the rest', () => {
  const scale = makeTimeScale([0, 10, 20, 30, 40]);
  expect([0, 10, 25, 40].map((at) => scale.place(at))).toEqual([0, 0.25, 0.625, 1]);
  expect(scale.gaps).toEqual([]);
});

it('shows steps of a minute beside two nights', () => {
  const day = Array.from({ length: 20 }, (_, index) => index * 60_000);
  const moments = [0, 24, 48].flatMap((start) => day.map((at) => at + start * hour));
  const scale = makeTimeScale(moments);
  expect(scale.gaps.map(({ from, to }) => Math.round((to - from) / hour))).toEqual([24, 24]);
  for (const { from, to } of scale.gaps) expect(scale.place(to) - scale.place(from)).toBeLessThan(0.11);
  expect(scale.place(60_000) - scale.place(0)).toBeGreaterThan(0.01);
});

it('takes a run of one moment', () => {
  const scale = makeTimeScale([5, 5]);
  expect([scale.place(5), scale.momentAt(0), scale.momentAt(1), scale.gaps]).toEqual([0, 5, 5, []]);
});

it('keeps the order, fills the width, and finds its way back', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(moments, (list) => {
      const scale = makeTimeScale(list);
      const sorted = [...new Set(list)].toSorted((a, b) => a - b);
      const places = sorted.map((at) => scale.place(at));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      if (sorted.length === 1) return;
      expect(places[0]).toBe(0);
      expect(places.at(-1)).toBeCloseTo(1, 9);
      const off = sorted.map((at) => Math.abs(scale.momentAt(scale.place(at)) - at));
      expect(Math.max(...off)).toBeLessThan(1e-3 * 1e12);
    }),
  );
});
