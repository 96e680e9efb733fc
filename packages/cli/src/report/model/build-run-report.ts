import { outcomeOf, type RecordedEvent, type RunState } from '@checklist/engine';
import { compareChecklists } from '../../view/compare-checklists.ts';
import { collectSteps } from './collect-steps.ts';
import { compareReports } from './compare-reports.ts';
import { findDrivers, findPauses } from './find-drivers.ts';
import { findMetrics } from './find-metrics.ts';
import { findOutside } from './find-outside.ts';
import { findPeople } from './find-people.ts';
import { findSignatures } from './find-signatures.ts';
import { reportItems, undoEnds } from './report-items.ts';
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
    // A clock that was set back does not make a report older than what it tells.
    madeAt: Math.max(now, state.lastAt),
    run: describeRun(state),
    inputs: describeInputs(state),
    counts: countStatuses(items),
    people: findPeople(events),
    ...findPointOfNoReturn(items),
    lacks: state.lacks,
    items,
    drivers: findDrivers(events),
    pauses: findPauses(events),
    metrics: findMetrics(collected, previous),
    outside: findOutside(items),
    signatures: findSignatures(events),
    interventions: state.interventions,
    edits: findEdits(events),
    refusals: findRefusals(events),
    cuts: findCuts(events),
    ...findUndo(events),
  };
  return previous === undefined ? report : { ...report, previous: compareReports(report, previous) };
}

function describeRun(state: RunState): RunReport['run'] {
  const { runId, checklist, commit, profile, starter, operator, startedAt, lastAt } = state;
  return {
    id: runId,
    checklist: { id: checklist.id, title: checklist.title, digest: checklist.digest },
    outcome: outcomeOf(state),
    ...(commit === undefined ? {} : { commit }),
    ...(profile === undefined ? {} : { profile }),
    starter,
    operator,
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

function findRefusals(events: readonly RecordedEvent[]): RunReport['refusals'] {
  return events.flatMap((event) => {
    if (event.type !== 'command-refused') return [];
    return [{ command: event.command, reason: event.reason, by: event.by, at: event.at }];
  });
}

function findCuts(events: readonly RecordedEvent[]): RunReport['cuts'] {
  return events.flatMap((event) =>
    event.type === 'journal-cut' ? [{ at: event.at, bytes: event.bytes, kept: event.kept }] : [],
  );
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
  return { undo: { by: asked.by, at: asked.at, steps: undoEnds(events) } };
}
