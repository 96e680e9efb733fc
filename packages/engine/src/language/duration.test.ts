import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationPattern, formatDuration, parseDuration } from './duration.ts';

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['5m', 300_000],
  ['20h', 72_000_000],
  ['3d', 259_200_000],
  ['1h30m', 5_400_000],
  ['1d2h3m4s5ms', 93_784_005],
  ['0s', 0],
])('reads %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '5', 's', '5 m', '1.5h', '-1s', '30m1h', '5m5m', '5M', '1h ', '123456789d', '٣s'])(
  'refuses "%s"',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(new RegExp(durationPattern).test(text)).toBe(false);
  },
);

test.each([
  [0, '0s'],
  [-5, '0s'],
  [450, '450ms'],
  [1_000, '1s'],
  [12_345, '12s'],
  [59_999, '59s'],
  [60_000, '1m'],
  [90_500, '1m 30s'],
  [300_000, '5m'],
  [5_400_000, '1h 30m'],
  [3_601_000, '1h'],
  [266_400_000, '3d 2h'],
])('writes %d as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('every sum in order is read exactly', () => {
  const amount = fc.option(fc.nat(99_999_999), { nil: undefined });
  fc.assert(
    fc.property(amount, amount, amount, amount, amount, (d, h, m, s, ms) => {
      const parts = [
        [d, 'd'],
        [h, 'h'],
        [m, 'm'],
        [s, 's'],
        [ms, 'ms'],
      ] as const;
      const text = parts.map(([n, unit]) => (n === undefined ? '' : `${n}${unit}`)).join('');
      const sum = (d ?? 0) * 86_400_000 + (h ?? 0) * 3_600_000 + (m ?? 0) * 60_000 + (s ?? 0) * 1_000 + (ms ?? 0);
      expect(parseDuration(text)).toBe(text === '' ? undefined : sum);
      expect(Number.isSafeInteger(sum)).toBe(true);
    }),
  );
});
