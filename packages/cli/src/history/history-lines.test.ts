import { expect, it } from 'vitest';
import { buildRunReport } from '../report/model/build-run-report.ts';
import type { RunReport } from '../report/model/run-report.ts';
import {
  branchDone,
  buildFails,
  buildWaived,
  key,
  robb,
  sampleJournal,
  speedJudged,
  type Timed,
} from '../report/testing/sample-journal.ts';
import { buildHistory } from './build-history.ts';
import { historyLines } from './history-lines.ts';
import { sparkline } from './sparkline.ts';

function reportOf(runId: string, days: number, events: readonly Timed[]): RunReport {
  const journal = sampleJournal(events, {}, runId).map((event) => ({ ...event, at: event.at + days * 86_400_000 }));
  return buildRunReport(journal, { now: 0 });
}

const buildPasses: readonly Timed[] = [
  [0, { type: 'attempt-started', ...key('build') }],
  [20, { type: 'attempt-ended', ...key('build'), verdict: 'passed', outputs: {}, evidence: [] }],
];
const sweepSkipped: Timed = [0, { type: 'step-skipped', step: 'sweep', reason: 'Axel is away', by: robb }];

/** The newest is first, as no order is promised. */
const reports = [
  reportOf('release-3', 14, [...branchDone, ...buildFails, ...buildWaived, ...speedJudged, sweepSkipped]),
  reportOf('release-1', 0, [...branchDone, ...buildPasses, ...speedJudged, sweepSkipped]),
  reportOf('release-2', 7, [...branchDone, ...buildFails, ...buildWaived]),
];

it('tells runs, first failures, waivers, skips and times, within 80 columns', () => {
  const history = buildHistory(reports);
  const lines = history === undefined ? [] : historyLines(history);
  expect(lines.map(({ status, text }) => (status === undefined ? text : `[${status}] ${text}`))).toEqual([
    'Release: 3 runs',
    '[running] 2026-11-24  running    10h 23m  4/5       release-1',
    '[running] 2026-12-01  running    12m 00s  2/5       release-2',
    '[running] 2026-12-08  running    10h 13m  4/5       release-3',
    '',
    'Fails at first',
    '     2 of 3          build',
    '',
    'Waived',
    '     2 of 3          build',
    '',
    'Skipped',
    '     2 of 2  always  sweep',
    '',
    'Times, without waiting for people',
    '   median     last  trend       ',
    '  10h 01m  10h 01m  ▅▅            speed',
    '   5m 00s   5m 00s  █▁▁           build',
    '   1m 00s   1m 00s  ▅▅▅           branch',
  ]);
});

it('keeps everything for programs', () => {
  const history = buildHistory(reports);
  expect(history?.runs[0]).toEqual({
    id: 'release-1',
    outcome: 'running',
    startedAt: reports[1]?.run.startedAt,
    took: 623 * 60_000,
    through: 4,
    total: 5,
  });
  expect(history?.steps.find(({ id }) => id === 'build')).toEqual({
    id: 'build',
    title: 'Build it',
    runs: 3,
    times: [
      { run: 'release-1', took: 20 * 60_000 },
      { run: 'release-2', took: 5 * 60_000 },
      { run: 'release-3', took: 5 * 60_000 },
    ],
    median: 5 * 60_000,
    last: 5 * 60_000,
    skipped: 0,
    skippedByItself: 0,
    waived: 2,
    failedAtFirst: 2,
  });
  expect(buildHistory([])).toBeUndefined();
});

it('never grows wider than 80 columns, however long a name is', () => {
  const long = 'x'.repeat(100);
  const history = buildHistory(reports);
  if (history === undefined) throw new Error('there are runs');
  const steps = history.steps.map((step) => ({ ...step, id: long }));
  const runs = history.runs.map((run) => ({ ...run, id: long }));
  const widths = historyLines({ ...history, steps, runs }).map(({ status, text }) => text.length + (status ? 2 : 0));
  expect(Math.max(...widths)).toBe(80);
});

it('draws numbers', () => {
  expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8])).toBe('▁▂▃▄▅▆▇█');
  expect(sparkline([3, 3])).toBe('▅▅');
  expect(sparkline([])).toBe('');
});
