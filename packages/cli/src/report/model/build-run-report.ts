import { outcomeOf, type RecordedEvent, type RunState } from '@checklist/engine';
import { compareChecklists } from '../../view/compare-checklists.ts';
import { collectSteps } from './collect-steps.ts';
import { compareReports } from './compare-reports.ts';
import { findMetrics } from './find-metrics.ts';
import { findOutside } from './find-outside.ts';
import { findPeople } from './find-people.ts';
import { findSignatures } from './find-signatures.ts';
import { reportItems } from './report-items.ts';
import type { ReportItem, RunReport } from './run-report.ts';
import { stepsOf } from './steps-of.ts';

/** When the report is made, and the last release that it is compared with. */
export interface ReportSetting {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly previous?: RunReport;
}

/** Makes the report of a run from its journal. Pure: the same journal, moment and previous report give the same report. */
export function buildRunReport(events: readonly RecordedEvent[], { now, previous }: ReportSetting): RunReport {
  const collected = collectSteps(events);
  const { state } = collected;
  const items = reportItems(collected, events);
  const report: RunReport = {
    format: 1,
    madeAt: now,
    run: describeRun(state),
    inputs: describeInputs(state),
    counts: countStatuses(items),
    people: findPeople(events),
    ...findPointOfNoReturn(items),
    lacks: state.lacks,
    items,
    ...findDrivers(events),
    metrics: findMetrics(collected, previous),
    outside: findOutside(items),
    signatures: findSignatures(events),
    ...findDecisions(events),
    ...findUndo(events),
  };
  return previous === undefined ? report : { ...report, previous: compareReports(report, previous) };
}

function describeRun(state: RunState): RunReport['run'] {
  const { runId, checklist, commit, profile, starter, startedAt, lastAt } = state;
  return {
    id: runId,
    checklist: { id: checklist.id, title: checklist.title, digest: checklist.digest },
    outcome: outcomeOf(state),
    ...(commit === undefined ? {} : { commit }),
    ...(profile === undefined ? {} : { profile }),
    starter,
    startedAt,
    lastAt,
  };
}

function describeInputs({ inputs, checklist }: RunState): RunReport['inputs'] {
  return Object.entries(inputs).map(([name, value]) => {
    return { name, value, isDefault: JSON.stringify(value) === JSON.stringify(checklist.inputs[name]?.default) };
  });
}

function countStatuses(items: readonly ReportItem[]): RunReport['counts'] {
  const counts: Record<string, number> = {};
  for (const { status, isRemoved } of stepsOf({ items }))
    if (isRemoved !== true) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** The first irreversible step that was begun; else the first that is still to come. */
function findPointOfNoReturn(items: readonly ReportItem[]): Pick<RunReport, 'pointOfNoReturn'> {
  const final = stepsOf({ items }).filter(({ effect, isRemoved }) => effect === 'irreversible' && isRemoved !== true);
  const begun = final.flatMap(({ id, title, rounds }) => {
    const starts = rounds.flatMap(({ attempts }) => attempts.flatMap(({ startedAt }) => startedAt ?? []));
    return starts.length === 0 ? [] : [{ step: id, title, at: Math.min(...starts) }];
  });
  const [first] = begun.toSorted((a, b) => a.at - b.at);
  if (first !== undefined) return { pointOfNoReturn: first };
  const next = final.find(({ status }) => status !== 'skipped' && status !== 'passed' && status !== 'waived');
  return next === undefined ? {} : { pointOfNoReturn: { step: next.id, title: next.title } };
}

/** Shorter than this, one driver took over from another. */
const shortestPause = 1_000;

/** Who drove the run, and the times before a driver for which nothing is on record. */
function findDrivers(events: readonly RecordedEvent[]): Pick<RunReport, 'drivers' | 'pauses'> {
  const starts = events.flatMap((event, index) => (event.type === 'driver-started' ? [{ event, index }] : []));
  return {
    drivers: starts.map(({ event: { at, hostname, pid } }) => ({ at, hostname, pid })),
    pauses: starts.flatMap(({ event: { at }, index }) => {
      const from = events[index - 1]?.at ?? at;
      return at - from < shortestPause ? [] : [{ from, to: at }];
    }),
  };
}

function findDecisions(
  events: readonly RecordedEvent[],
): Pick<RunReport, 'roundsOpened' | 'edits' | 'refusals' | 'cancelled'> {
  const cancelled = events.findLast((event) => event.type === 'run-cancelled');
  return {
    roundsOpened: events.flatMap((event) => {
      if (event.type !== 'round-opened') return [];
      return [{ items: event.items, reason: event.reason, by: event.by, at: event.at }];
    }),
    edits: findEdits(events),
    refusals: events.flatMap((event) => {
      if (event.type !== 'command-refused') return [];
      return [{ command: event.command, reason: event.reason, by: event.by, at: event.at }];
    }),
    ...(cancelled === undefined ? {} : { cancelled: { reason: cancelled.reason, by: cancelled.by, at: cancelled.at } }),
  };
}

function findEdits(events: readonly RecordedEvent[]): RunReport['edits'] {
  const texts = events.flatMap((event) =>
    event.type === 'run-started' || event.type === 'checklist-changed' ? [event] : [],
  );
  return texts.slice(1).flatMap(({ at, checklist }, index) => {
    const before = texts[index]?.checklist;
    return before === undefined ? [] : [{ at, ...compareChecklists(before, checklist) }];
  });
}

function findUndo(events: readonly RecordedEvent[]): Pick<RunReport, 'undo'> {
  const asked = events.findLast((event) => event.type === 'undo-requested');
  if (asked === undefined) return {};
  const steps = events.flatMap((event) => {
    if (event.type !== 'undo-ended') return [];
    const why = event.failure?.message ?? event.note;
    return [{ step: event.step, verdict: event.verdict, at: event.at, ...(why === undefined ? {} : { why }) }];
  });
  return { undo: { by: asked.by, at: asked.at, steps } };
}
