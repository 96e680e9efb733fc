import { failuresOf, ownTime } from '../report/model/compare-reports.ts';
import type { ReportStep, RunReport } from '../report/model/run-report.ts';
import { stepsOf } from '../report/model/steps-of.ts';

/** What the runs of a checklist have in common, and how they differ. Times are in milliseconds. */
export interface History {
  readonly checklist: string;
  readonly title: string;
  /** Oldest first. */
  readonly runs: readonly HistoryRun[];
  /** In the order of the newest run's checklist, then those that it no longer has. */
  readonly steps: readonly HistoryStep[];
}

export interface HistoryRun {
  readonly id: string;
  readonly outcome: RunReport['run']['outcome'];
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly took: number;
  readonly through: number;
  readonly total: number;
}

/** One step over all runs in which it came to an end. */
export interface HistoryStep {
  readonly id: string;
  readonly title: string;
  /** Runs in which it came to an end. */
  readonly runs: number;
  /** Without the time in which a person was waited for; a manual step is nothing else. Oldest first. */
  readonly times: readonly { readonly run: string; readonly took: number }[];
  readonly median?: number;
  readonly last?: number;
  readonly skipped: number;
  /** Of these, the runs in which the checklist itself left it out. */
  readonly skippedByItself: number;
  readonly waived: number;
  /** Runs in which its first attempt did not pass. */
  readonly failedAtFirst: number;
}

/** Compares runs of one checklist. */
export function buildHistory(reports: readonly RunReport[]): History | undefined {
  const runs = reports.toSorted((a, b) => a.run.startedAt - b.run.startedAt);
  const newest = runs.at(-1);
  if (newest === undefined) return undefined;
  const ids = new Map(runs.toReversed().flatMap((report) => stepsOf(report).map(({ id }) => [id, true] as const)));
  return {
    checklist: newest.run.checklist.id,
    title: newest.run.checklist.title,
    runs: runs.map(describeRun),
    steps: [...ids.keys()].flatMap((id) => describeStep(id, runs)),
  };
}

function describeRun({ run, counts }: RunReport): HistoryRun {
  const { id, outcome, startedAt, lastAt } = run;
  const { passed = 0, waived = 0, skipped = 0 } = counts;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { id, outcome, startedAt, took: lastAt - startedAt, through: passed + waived + skipped, total };
}

const ends: ReadonlySet<ReportStep['status']> = new Set(['passed', 'failed', 'inconclusive', 'skipped', 'waived']);

function describeStep(id: string, reports: readonly RunReport[]): HistoryStep[] {
  const ended = reports.flatMap((report) => {
    const step = stepsOf(report).find((one) => one.id === id && ends.has(one.status));
    return step === undefined ? [] : [{ run: report.run.id, step }];
  });
  const newest = ended.at(-1)?.step;
  if (newest === undefined) return [];
  const times = ended.flatMap(({ run, step }) => {
    const took = step.status === 'skipped' ? undefined : ownTime(step);
    return took === undefined ? [] : [{ run, took }];
  });
  const count = (holds: (step: ReportStep) => boolean) => ended.filter(({ step }) => holds(step)).length;
  const median = medianOf(times.map(({ took }) => took));
  const last = times.at(-1)?.took;
  return [
    {
      id,
      title: newest.title,
      runs: ended.length,
      times,
      ...(median === undefined ? {} : { median }),
      ...(last === undefined ? {} : { last }),
      skipped: count(({ status }) => status === 'skipped'),
      skippedByItself: count(({ status, rounds }) => status === 'skipped' && rounds.at(-1)?.decision?.by === undefined),
      waived: count(({ status }) => status === 'waived'),
      failedAtFirst: count(failedAtFirst),
    },
  ];
}

function failedAtFirst({ rounds }: ReportStep): boolean {
  const attempts = rounds.flatMap((round) => round.attempts.filter(({ verdict }) => verdict !== 'interrupted'));
  const [first] = attempts;
  return first !== undefined && failuresOf([first]).length > 0;
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
