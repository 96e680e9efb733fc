import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutWindow, parseWindow, windowPattern } from './parse-window.ts';
import type { Sample } from './series.ts';

describe('parseWindow', () => {
  it.each([
    [undefined, { type: 'whole' }],
    ['last 25%', { type: 'from', fraction: 0.75 }],
    ['last 100%', { type: 'from', fraction: 0 }],
    ['after 10%', { type: 'from', fraction: 0.1 }],
    ['after 2.5%', { type: 'from', fraction: 0.025 }],
    ['last 30m', { type: 'last', duration: 1_800_000 }],
    ['last 1h30m', { type: 'last', duration: 5_400_000 }],
    ['steps 1000..2000', { type: 'steps', first: 1000, last: 2000 }],
  ])('reads %s', (text, expected) => {
    expect(parseWindow(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    '',
    'last',
    'last %',
    'last 101%',
    'last 25 %',
    'after 30m',
    'first 10%',
    'steps 5',
    'steps 9..3',
    'last m',
  ])('refuses "%s"', (text) => {
    expect(parseWindow(text)).toEqual({
      ok: false,
      error: `"over" is "${text}", expected a window such as "last 25%", "after 10%", "last 30m" or "steps 1000..2000"`,
    });
  });

  it('takes no text that the schema refuses', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (parseWindow(text).ok) expect(text).toMatch(new RegExp(windowPattern));
      }),
    );
  });
});

const samples: Sample[] = Array.from({ length: 11 }, (_, index) => ({
  step: index * 10,
  at: index * 60_000,
  value: index,
}));
const span = { lastStep: 100, lastAt: 600_000 };
const stepsIn = (text: string, some = samples) => {
  const window = parseWindow(text);
  return window.ok ? cutWindow(some, window.value, span).map(({ step }) => step) : [];
};

describe('cutWindow', () => {
  it('counts shares of the steps, time back from the last row, and both ends of steps', () => {
    expect(stepsIn('last 25%')).toEqual([80, 90, 100]);
    expect(stepsIn('after 80%')).toEqual([80, 90, 100]);
    expect(stepsIn('last 2m')).toEqual([80, 90, 100]);
    expect(stepsIn('steps 20..40')).toEqual([20, 30, 40]);
  });

  it('has nothing at the end for a metric that fell silent early', () => {
    expect(stepsIn('last 25%', samples.slice(0, 5))).toEqual([]);
    expect(stepsIn('last 2m', samples.slice(0, 5))).toEqual([]);
  });

  it('has nothing by time when no row tells its time', () => {
    expect(
      stepsIn(
        'last 2m',
        samples.map(({ step, value }) => ({ step, value })),
      ),
    ).toEqual([]);
  });
});
