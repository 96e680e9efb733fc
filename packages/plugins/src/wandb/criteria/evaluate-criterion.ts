import { fail, type Json, ok, type Result } from '@checklist/engine/plugin';
import type { Criterion } from './criterion.ts';
import { keepsLimit, type Limit, parseLimit } from './limit.ts';
import { cutWindow, parseWindow } from './parse-window.ts';
import { type Point, type Reduction, reduce } from './reduce.ts';
import type { Sample, Series } from './series.ts';

/** Only `passed` lets a step pass; the others say what stands against it. */
export type Verdict =
  | 'passed'
  | 'failed'
  | 'missing'
  | 'too-few-samples'
  | 'not-a-number'
  | 'no-baseline'
  | 'bad-criterion';

/** What became of one criterion. */
export interface CriterionResult {
  readonly name: string;
  readonly key: string;
  /** The measured number; null when there is none. */
  readonly actual: number | null;
  /** In words. */
  readonly limit: string;
  /** The ends of the limit, as far as they are known. */
  readonly low?: number;
  readonly high?: number;
  readonly verdict: Verdict;
  /** One line: what was found, then what was expected. */
  readonly message: string;
}

type Shortfall = { readonly verdict: Exclude<Verdict, 'passed'>; readonly message: string };

/** Judges the samples of a run; `baseline` are those of the run to compare with. */
export function evaluateCriterion(criterion: Criterion, series: Series, baseline?: Series): CriterionResult {
  const { name = criterion.key, key } = criterion;
  const measured = measure(criterion, series);
  const limit = findLimit(criterion, baseline);
  const head = { name, key, actual: measured.ok ? measured.value : null, ...describeLimit(limit) };
  if (!measured.ok) return { ...head, ...measured.error };
  if (!limit.ok) return { ...head, ...limit.error.shortfall };
  const verdict = keepsLimit(measured.value, limit.value) ? 'passed' : 'failed';
  const message = `${describeMeasure(criterion)} is ${writeNumber(measured.value)}, expected ${limit.value.text}`;
  return { ...head, verdict, message };
}

function describeLimit(limit: ReturnType<typeof findLimit>): Pick<CriterionResult, 'limit' | 'low' | 'high'> {
  if (!limit.ok) return { limit: limit.error.text };
  const { text, low, high } = limit.value;
  return { limit: text, ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

/** What is measured, in words: `mean of "overview/sps" over last 25%`. */
export function describeMeasure({ key, reduce: reduction = 'last', over }: Criterion): string {
  const window = over === undefined ? '' : ` over ${over}`;
  return `${reduction === 'last' ? 'last value' : reduction} of "${key}"${window}`;
}

function findLimit(
  criterion: Criterion,
  baseline: Series | undefined,
): Result<Limit, { readonly text: string; readonly shortfall: Shortfall }> {
  const before = criterion.compare && baseline ? measure(criterion, baseline) : undefined;
  const limit = parseLimit(criterion, before?.ok === true ? before.value : undefined);
  if (!limit.ok) return fail({ text: '', shortfall: { verdict: 'bad-criterion', message: limit.error } });
  if (criterion.compare === undefined || before?.ok === true) return limit;
  const why = before === undefined ? 'the run was not found' : before.error.message;
  const message = `there is nothing to compare with in run "${criterion.compare.run}": ${why}`;
  return fail({ text: limit.value.text, shortfall: { verdict: 'no-baseline', message } });
}

function measure(criterion: Criterion, { samples, span }: Series): Result<number, Shortfall> {
  const { key, reduce: reduction = 'last', over } = criterion;
  const window = parseWindow(over);
  if (!window.ok) return fail({ verdict: 'bad-criterion', message: window.error });
  if (samples.length === 0)
    return fail({ verdict: 'missing', message: `metric "${key}" was never logged, expected it in the run` });
  const inside = cutWindow(samples, window.value, span);
  const points = inside.filter(isPoint);
  const odd = inside.find((sample) => !isPoint(sample));
  if (odd !== undefined) {
    const message = `metric "${key}" is ${writeValue(odd.value)} at step ${odd.step}, expected finite numbers only`;
    return fail({ verdict: 'not-a-number', message });
  }
  const needed = criterion.min_samples ?? fewest(reduction);
  const value = points.length < needed ? undefined : reduce(points, reduction);
  if (value === undefined) return fail(tooFew(criterion, points.length, needed));
  if (Number.isFinite(value)) return ok(value);
  return fail({
    verdict: 'not-a-number',
    message: `${describeMeasure(criterion)} is ${value}, expected a finite number`,
  });
}

function isPoint(sample: Sample): sample is Sample & Point {
  return typeof sample.value === 'number' && Number.isFinite(sample.value);
}

function fewest(reduction: Reduction): number {
  if (reduction === 'count') return 0;
  return reduction === 'slope' ? 2 : 1;
}

function tooFew({ key, over }: Criterion, found: number, needed: number): Shortfall {
  const where = over === undefined ? '' : ` in the window "${over}"`;
  const expected = found < needed ? `${needed} or more` : 'samples of different steps';
  const message = `metric "${key}" has ${found} ${found === 1 ? 'sample' : 'samples'}${where}, expected ${expected}`;
  return { verdict: 'too-few-samples', message };
}

/** Enough digits to see on which side of a limit a value is. */
function writeNumber(value: number): string {
  return String(Number(value.toPrecision(9)));
}

function writeValue(value: Json): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 80);
}
