import { ok, type SeriesEvidence } from '@checklist/engine/plugin';
import type { Criterion } from './criteria/criterion.ts';
import { type CriterionResult, evaluateCriterion } from './criteria/evaluate-criterion.ts';
import type { Sample, Series, Span } from './criteria/series.ts';
import { toSeriesEvidence } from './criteria/series-evidence.ts';
import type { HistoryRow } from './read-history.ts';
import type { RunPath, WandbClient, WandbRun } from './wandb-client.ts';
import type { WandbResult } from './wandb-trouble.ts';

/** What became of a criterion, with the curve that it was judged by. */
export interface JudgedMetric {
  readonly result: CriterionResult;
  readonly evidence: SeriesEvidence;
}

type Reads = Pick<WandbClient, 'readRun' | 'readHistory'>;
type SeriesOf = (criterion: Criterion) => Series;

/** Reads the metrics of the run, and of the runs that it is compared with, and judges them. */
export async function evaluateMetrics(
  client: Reads,
  criteria: readonly Criterion[],
  path: RunPath,
  run: WandbRun,
): WandbResult<readonly JudgedMetric[]> {
  const own = await readMetrics(client, criteria, path, run);
  if (!own.ok) return own;
  const baselines = new Map<string, SeriesOf>();
  for (const name of new Set(criteria.flatMap(({ compare }) => compare?.run ?? []))) {
    const other = { ...path, run: name };
    const found = await client.readRun(other);
    if (!found.ok) return found;
    if (found.value === undefined) continue;
    const compared = criteria.filter(({ compare }) => compare?.run === name);
    const series = await readMetrics(client, compared, other, found.value);
    if (!series.ok) return series;
    baselines.set(name, series.value);
  }
  return ok(
    criteria.map((criterion) => {
      const [series, baseline] = [own.value(criterion), baselines.get(criterion.compare?.run ?? '')?.(criterion)];
      const result = evaluateCriterion(criterion, series, baseline);
      return { result, evidence: toSeriesEvidence(criterion, result, series, baseline) };
    }),
  );
}

async function readMetrics(
  client: Reads,
  criteria: readonly Criterion[],
  path: RunPath,
  run: WandbRun,
): WandbResult<SeriesOf> {
  const keys = [...new Set(criteria.map(({ key }) => key))];
  const isEmpty = keys.length === 0 || run.lastStep === undefined;
  const history = isEmpty ? ok(new Map()) : await client.readHistory(path, keys, run.lastStep ?? 0);
  if (!history.ok) return history;
  const rows: ReadonlyMap<string, readonly HistoryRow[]> = history.value;
  return ok((criterion) => toSeries(criterion, rows.get(criterion.key) ?? [], run));
}

function toSeries({ key, reduce = 'last', over }: Criterion, rows: readonly HistoryRow[], run: WandbRun): Series {
  const lastAt = toMoment(run.summary._timestamp) ?? toMoment(rows.at(-1)?._timestamp);
  const span: Span = { lastStep: run.lastStep ?? 0, ...(lastAt !== undefined && { lastAt }) };
  const summary = run.summary[key];
  // Some values are only ever written into the summary: there they have a last value, and no history.
  if (rows.length === 0 && summary !== undefined && reduce === 'last' && over === undefined)
    return { samples: [{ step: span.lastStep, value: summary }], span };
  return { samples: rows.map((row) => toSample(row, key)), span };
}

function toSample(row: HistoryRow, key: string): Sample {
  const at = toMoment(row._timestamp);
  return { step: Number(row._step), value: row[key] ?? null, ...(at !== undefined && { at }) };
}

/** W&B keeps moments as seconds. */
function toMoment(seconds: unknown): number | undefined {
  return typeof seconds === 'number' ? seconds * 1000 : undefined;
}
