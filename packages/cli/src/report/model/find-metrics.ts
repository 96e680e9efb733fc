import type { SeriesEvidence } from '@checklist/engine';
import type { Collected } from './collect-steps.ts';
import { isSeries } from './report-items.ts';
import type { ReportMetric, RunReport } from './run-report.ts';

/** The metrics that were judged, by the newest attempt of each step that judged any; in the order of the checklist. */
export function findMetrics({ state, steps }: Collected, previous: RunReport | undefined): ReportMetric[] {
  return state.graph.nodes.flatMap(({ id }): ReportMetric[] => {
    const attempts = (steps.get(id)?.rounds ?? []).flatMap(({ round, attempts }) =>
      attempts.map(({ attempt, evidence }) => ({ round, attempt, series: evidence.filter(isSeries) })),
    );
    const newest = attempts.findLast(({ series }) => series.length > 0);
    if (newest === undefined) return [];
    const { round, attempt } = newest;
    return newest.series.map((series) => ({
      step: id,
      round,
      attempt,
      ...plain(series),
      ...lastOf(id, series, previous),
    }));
  });
}

function plain({ type: _, ...series }: SeriesEvidence): Omit<SeriesEvidence, 'type'> {
  return series;
}

function lastOf(
  step: string,
  { label, key }: SeriesEvidence,
  previous: RunReport | undefined,
): Pick<ReportMetric, 'last'> {
  const same = previous?.metrics.filter((one) => one.step === step && one.key === key) ?? [];
  const found = same.find((one) => one.label === label) ?? same[0];
  if (found === undefined || previous === undefined || found.points.length === 0) return {};
  return { last: { run: previous.run.id, points: found.points } };
}
