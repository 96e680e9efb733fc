import type { CurvePoint, SeriesEvidence } from '@checklist/engine/plugin';
import type { Criterion } from './criteria/criterion.ts';
import { parseLimit } from './criteria/limit.ts';
import { thinOut } from './criteria/thin-out.ts';
import type { RunPath, WandbClient, WandbRun } from './wandb-client.ts';

/** Points of a curve that is only looked at while the run goes on. */
const mostPoints = 60;

/**
 * How the metrics of a run that goes on have come so far, against their limits. Nothing is judged by it: the samples are few, and
 * where W&B does not tell there are none.
 */
export async function watchMetrics(
  client: Pick<WandbClient, 'sampleHistory'>,
  criteria: readonly Criterion[],
  path: RunPath,
  run: WandbRun,
): Promise<readonly SeriesEvidence[]> {
  const keys = [...new Set(criteria.map(({ key }) => key))];
  if (keys.length === 0 || run.lastStep === undefined) return [];
  const rows = await client.sampleHistory(path, keys, run.lastStep, mostPoints);
  if (!rows.ok) return [];
  return criteria.map((criterion) => {
    const points = (rows.value.get(criterion.key) ?? []).flatMap((row): CurvePoint[] => {
      const value = row[criterion.key];
      return typeof value === 'number' && Number.isFinite(value) ? [[Number(row._step), value]] : [];
    });
    return toSeries(criterion, thinOut(points, mostPoints));
  });
}

function toSeries(criterion: Criterion, points: readonly CurvePoint[]): SeriesEvidence {
  const { name = criterion.key, key } = criterion;
  const limit = parseLimit(criterion);
  const { text, low, high } = limit.ok ? limit.value : { text: limit.error };
  const ends = { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
  const actual = points.at(-1)?.[1] ?? null;
  return { type: 'series', label: name, key, along: 'step', points, limit: text, ...ends, actual, verdict: 'running' };
}
