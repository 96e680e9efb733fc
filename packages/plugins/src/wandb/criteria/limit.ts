import { fail, ok, type Result } from '@checklist/engine/plugin';

/** What a value must keep: both ends are right. */
export interface Limit {
  readonly low?: number;
  readonly high?: number;
  /** In words, for people. */
  readonly text: string;
}

/** A limit as it is written; exactly one key is there. */
export interface WrittenLimit {
  readonly at_least?: number;
  readonly at_most?: number;
  readonly within?: string;
  readonly between?: readonly number[];
  readonly compare?: Comparison;
}

export interface Comparison {
  readonly run: string;
  /** A share of the other value such as `5%`, or an amount. */
  readonly worse_by_at_most: number | string;
  readonly better: 'higher' | 'lower';
}

const amount = '\\d{1,15}(?:\\.\\d{1,15})?';

/** Source of a regular expression that tells a share. */
export const sharePattern = `^${amount}%$`;

/** Source of a regular expression that tells a value with its tolerance, for the schema. */
export const withinPattern = `^(-?${amount}) (?:\\+-|±) (${amount}%?)$`;

/** The limit that is written; for a comparison, `baseline` is the other run's value. */
export function parseLimit(written: WrittenLimit, baseline?: number): Result<Limit, string> {
  const { at_least: low, at_most: high, within, between, compare } = written;
  if (low !== undefined) return ok({ low, text: `at least ${low}` });
  if (high !== undefined) return ok({ high, text: `at most ${high}` });
  if (within !== undefined) return parseWithin(within);
  if (between !== undefined) return parseBetween(between);
  if (compare !== undefined) return ok(limitOf(compare, baseline));
  return fail('a metric has no limit, expected "at_least", "at_most", "within", "between" or "compare"');
}

/** Whether the value keeps the limit; what is not a number keeps none. */
export function keepsLimit(value: number, { low, high }: Limit): boolean {
  if (Number.isNaN(value)) return false;
  return (low === undefined || value >= low) && (high === undefined || value <= high);
}

function parseWithin(text: string): Result<Limit, string> {
  const [, value, tolerance] = new RegExp(withinPattern).exec(text) ?? [];
  if (value === undefined || tolerance === undefined)
    return fail(`"within" is "${text}", expected a value with its tolerance such as "40000 +- 10%"`);
  const distance = readTolerance(tolerance, Number(value));
  return ok({ low: Number(value) - distance, high: Number(value) + distance, text });
}

function parseBetween(ends: readonly number[]): Result<Limit, string> {
  const [low, high] = ends;
  if (low === undefined || high === undefined || low > high)
    return fail(`"between" is [${ends.join(', ')}], expected the lowest value and then the highest`);
  return ok({ low, high, text: `between ${low} and ${high}` });
}

function limitOf({ run, worse_by_at_most, better }: Comparison, baseline: number | undefined): Limit {
  const side = better === 'higher' ? 'below' : 'above';
  if (baseline === undefined) return { text: `at most ${worse_by_at_most} ${side} that of ${run}` };
  const distance = readTolerance(worse_by_at_most, baseline);
  const text = `at most ${worse_by_at_most} ${side} ${Number(baseline.toPrecision(6))}, that of ${run}`;
  return better === 'higher' ? { low: baseline - distance, text } : { high: baseline + distance, text };
}

/** A share is one of the value's size, whatever its sign. */
function readTolerance(tolerance: number | string, value: number): number {
  const text = String(tolerance);
  return text.endsWith('%') ? (Math.abs(value) * Number(text.slice(0, -1))) / 100 : Number(text);
}
