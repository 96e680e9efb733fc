import { showLine } from '../output/show-text.ts';
import { showElapsed, showMoment } from '../output/show-time.ts';
import type { SummaryLine } from '../view/summary.ts';
import type { History, HistoryRun, HistoryStep } from './build-history.ts';
import { sparkline } from './sparkline.ts';

/** Columns of a terminal that nobody has made wider. */
const width = 80;
/** Runs that a trend goes back. */
const trendRuns = 12;

const skippedTitle = 'Skipped';

/** The history in lines, what matters for the next release first. */
export function historyLines({ title, runs, steps }: History): SummaryLine[] {
  return [
    { text: `${showLine(title)}: ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}` },
    ...runs.map(runLine),
    ...countedLines('Fails at first', steps, ({ failedAtFirst }) => failedAtFirst),
    ...countedLines('Waived', steps, ({ waived }) => waived),
    ...countedLines(skippedTitle, steps, ({ skipped }) => skipped),
    ...timeLines(steps),
  ];
}

function runLine({ id, outcome, startedAt, took, through, total }: HistoryRun): SummaryLine {
  const status = outcome === 'undone' ? 'skipped' : outcome === 'paused' ? 'waiting' : outcome;
  const day = showMoment(startedAt).slice(0, 10);
  return {
    status,
    text: fit(`${day}  ${outcome.padEnd(9)} ${showElapsed(took).padStart(8)}  ${through}/${total}`.padEnd(42), id, 2),
  };
}

function countedLines(
  title: string,
  steps: readonly HistoryStep[],
  countOf: (step: HistoryStep) => number,
): SummaryLine[] {
  const counted = steps
    .filter((step) => countOf(step) > 0)
    .toSorted((a, b) => countOf(b) / b.runs - countOf(a) / a.runs);
  if (counted.length === 0) return [];
  const lines = counted.map((step) => {
    const count = countOf(step);
    const often = count === step.runs && count > 1 ? 'always' : '';
    const isOwn = title === skippedTitle && step.skippedByItself === count;
    return {
      text: fit(
        `  ${`${count} of ${step.runs}`.padStart(9)}  ${often.padEnd(6)}  `,
        isOwn ? `${step.id} (as the checklist says)` : step.id,
      ),
    };
  });
  return [{ text: '' }, { text: title }, ...lines];
}

/** Longest first: there is the most to win. */
function timeLines(steps: readonly HistoryStep[]): SummaryLine[] {
  const timed = steps
    .filter(({ median }) => median !== undefined)
    .toSorted((a, b) => (b.median ?? 0) - (a.median ?? 0));
  if (timed.length === 0) return [];
  const lines = timed.map(({ id, times, median = 0, last = 0 }) => {
    const trend = sparkline(times.slice(-trendRuns).map(({ took }) => took)).padEnd(trendRuns);
    return { text: fit(`  ${showElapsed(median).padStart(7)}  ${showElapsed(last).padStart(7)}  ${trend}  `, id) };
  });
  return [
    { text: '' },
    { text: 'Times, without waiting for people' },
    { text: `   median     last  ${'trend'.padEnd(trendRuns)}` },
    ...lines,
  ];
}

/** A name behind other columns, cut where the line ends. */
function fit(columns: string, name: string, mark = 0): string {
  const room = width - columns.length - mark;
  const shown = showLine(name);
  return `${columns}${shown.length > room ? `${shown.slice(0, room - 1)}…` : shown}`;
}
