import type { CurvePoint, SeriesEvidence } from '@checklist/engine/plugin';
import type { Criterion } from './criterion.ts';
import type { CriterionResult } from './evaluate-criterion.ts';
import { cutWindow, parseWindow } from './parse-window.ts';
import type { Series } from './series.ts';
import { thinOut } from './thin-out.ts';

/** Points that a report draws; twice the width of a plot would show no more. */
const mostPoints = 240;

/** The curve that a criterion was judged by, kept small enough for a journal. */
export function toSeriesEvidence(
  criterion: Criterion,
  result: CriterionResult,
  series: Series,
  baseline?: Series,
): SeriesEvidence {
  const { name, key, actual, limit, low, high, verdict } = result;
  const window = findWindow(criterion, series);
  const { compare } = criterion;
  return {
    type: 'series',
    label: name,
    key,
    along: 'step',
    points: toCurve(series),
    ...(window !== undefined && { window }),
    limit,
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    actual,
    verdict,
    ...(compare && baseline && { compared: { label: compare.run, points: toCurve(baseline) } }),
  };
}

function toCurve({ samples }: Series): readonly CurvePoint[] {
  const points = samples.flatMap(({ step, value }): CurvePoint[] => {
    return typeof value === 'number' && Number.isFinite(value) ? [[step, value]] : [];
  });
  return thinOut(points, mostPoints);
}

function findWindow({ over }: Criterion, { samples, span }: Series): SeriesEvidence['window'] {
  const window = parseWindow(over);
  if (!window.ok) return undefined;
  switch (window.value.type) {
    case 'whole':
      return undefined;
    case 'from':
      return { from: window.value.fraction * span.lastStep, to: span.lastStep };
    case 'steps':
      return { from: window.value.first, to: window.value.last };
    case 'last': {
      const first = cutWindow(samples, window.value, span)[0];
      return first === undefined ? undefined : { from: first.step, to: span.lastStep };
    }
  }
}
