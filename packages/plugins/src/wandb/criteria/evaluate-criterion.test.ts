import type { Json } from '@checklist/engine/plugin';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from './criterion.ts';
import { describeMeasure, evaluateCriterion } from './evaluate-criterion.ts';
import { reductions } from './reduce.ts';
import type { Series } from './series.ts';

/** One value a step, one step a minute. */
function series(...values: Json[]): Series {
  const samples = values.map((value, step) => ({ step, at: step * 60_000, value }));
  return { samples, span: { lastStep: values.length - 1, lastAt: (values.length - 1) * 60_000 } };
}

const sps: Criterion = { name: 'SPS', key: 'overview/sps', reduce: 'mean', at_least: 10 };

describe('evaluateCriterion', () => {
  it('passes inside of the limit, and fails outside with both values', () => {
    expect(evaluateCriterion(sps, series(9, 11))).toEqual({
      name: 'SPS',
      key: 'overview/sps',
      actual: 10,
      limit: 'at least 10',
      low: 10,
      verdict: 'passed',
      message: 'mean of "overview/sps" is 10, expected at least 10',
    });
    expect(evaluateCriterion({ ...sps, over: 'last 50%' }, series(99, 9, 8))).toMatchObject({
      actual: 8.5,
      verdict: 'failed',
      message: 'mean of "overview/sps" over last 50% is 8.5, expected at least 10',
    });
  });

  it('is named by its key and takes the last value when nothing else is said', () => {
    expect(evaluateCriterion({ key: 'a', at_most: 1 }, series(5, 1))).toMatchObject({
      name: 'a',
      actual: 1,
      verdict: 'passed',
    });
  });

  it('sees a dip in p5 and min that the mean hides', () => {
    const dipping = series(...Array.from({ length: 100 }, (_, step) => (step >= 50 && step < 56 ? 1 : 40)));
    const verdicts = (['mean', 'p5', 'min'] as const).map(
      (reduce) => evaluateCriterion({ ...sps, reduce, at_least: 30 }, dipping).verdict,
    );
    expect(verdicts).toEqual(['passed', 'failed', 'failed']);
  });

  it.each([
    [[], {}, 'missing', 'metric "overview/sps" was never logged, expected it in the run'],
    [[50], { min_samples: 2 }, 'too-few-samples', 'metric "overview/sps" has 1 sample, expected 2 or more'],
    [
      [50, 60],
      { over: 'steps 7..9' },
      'too-few-samples',
      'metric "overview/sps" has 0 samples in the window "steps 7..9", expected 1 or more',
    ],
    [[50, 'NaN', 50], {}, 'not-a-number', 'metric "overview/sps" is "NaN" at step 1, expected finite numbers only'],
    [['Infinity'], {}, 'not-a-number', 'metric "overview/sps" is "Infinity" at step 0, expected finite numbers only'],
    [[Number.NaN], {}, 'not-a-number', 'metric "overview/sps" is NaN at step 0, expected finite numbers only'],
    [
      [{ _type: 'histogram' }],
      {},
      'not-a-number',
      'metric "overview/sps" is {"_type":"histogram"} at step 0, expected finite numbers only',
    ],
    [[null, 50], {}, 'not-a-number', 'metric "overview/sps" is null at step 0, expected finite numbers only'],
    [
      [50],
      { over: 'later' },
      'bad-criterion',
      '"over" is "later", expected a window such as "last 25%", "after 10%", "last 30m" or "steps 1000..2000"',
    ],
  ])('does not take %j for a pass', (values, more, verdict, message) => {
    expect(evaluateCriterion({ ...sps, ...more }, series(...values))).toMatchObject({ actual: null, verdict, message });
  });

  it('counts no samples of a window as zero, but not those of a metric that is missing', () => {
    const count: Criterion = { key: 'a', reduce: 'count', at_most: 0 };
    expect(evaluateCriterion({ ...count, over: 'steps 5..6' }, series(1, 1)).verdict).toBe('passed');
    expect(evaluateCriterion(count, series()).verdict).toBe('missing');
  });

  it('does not mind what lies outside of the window', () => {
    expect(evaluateCriterion({ ...sps, over: 'after 50%' }, series('NaN', 1, 20, 20)).verdict).toBe('passed');
  });

  it('compares with an earlier run, by the same number', () => {
    const compare = { run: 'v1', worse_by_at_most: '5%', better: 'higher' } as const;
    const criterion: Criterion = { key: 'a', reduce: 'mean', compare };
    expect(evaluateCriterion(criterion, series(95), series(90, 110))).toMatchObject({
      verdict: 'passed',
      limit: 'at most 5% below 100, that of v1',
    });
    expect(evaluateCriterion(criterion, series(94.9), series(100)).verdict).toBe('failed');
    expect(evaluateCriterion(criterion, series(95))).toMatchObject({
      actual: 95,
      verdict: 'no-baseline',
      message: 'there is nothing to compare with in run "v1": the run was not found',
    });
    expect(evaluateCriterion(criterion, series(95), series())).toMatchObject({
      verdict: 'no-baseline',
      message: 'there is nothing to compare with in run "v1": metric "a" was never logged, expected it in the run',
    });
  });

  it('says in words what it measures', () => {
    expect(describeMeasure({ key: 'a', at_least: 1 })).toBe('last value of "a"');
    expect(describeMeasure({ key: 'a', reduce: 'p5', over: 'after 10%' })).toBe('p5 of "a" over after 10%');
  });
});

it('never passes by what is not a finite number, whatever the reduction and limit', () => {
  const odd = fc.constantFrom<Json>(
    'NaN',
    'Infinity',
    '-Infinity',
    null,
    'x',
    true,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  );
  const values = fc.tuple(fc.array(fc.double({ noNaN: true })), odd, fc.array(fc.double({ noNaN: true })));
  const limit = fc.constantFrom<Pick<Criterion, 'at_least' | 'at_most' | 'between'>>(
    { at_least: -1e308 },
    { at_most: 1e308 },
    { between: [-1e308, 1e308] },
  );
  fc.assert(
    fc.property(values, fc.constantFrom(...reductions), limit, ([before, value, after], reduce, written) => {
      const result = evaluateCriterion({ key: 'a', reduce, ...written }, series(...before, value, ...after));
      expect(result.verdict).toBe('not-a-number');
    }),
  );
});
