import { expect, it } from 'vitest';
import {
  branchDone,
  buildFails,
  key,
  minute,
  reportChecklist,
  robb,
  sampleJournal,
  speedJudged,
  type Timed,
} from '../testing/sample-journal.ts';
import { sampleStates } from '../testing/sample-states.ts';
import { buildRunReport } from './build-run-report.ts';
import { compareReports } from './compare-reports.ts';
import type { Comparison } from './run-report.ts';

const buildPasses: readonly Timed[] = [
  [0, { type: 'attempt-started', ...key('build') }],
  [2, { type: 'attempt-ended', ...key('build'), verdict: 'passed', outputs: {}, evidence: [] }],
];

/** The items of the sample with the step `speed` as a release before had it. */
function olderItems() {
  return reportChecklist.items.flatMap((item) => {
    if (item.id === 'sweep') return [];
    if (item.id !== 'speed' || item.kind !== 'step') return [item];
    return [
      {
        ...item,
        with: { run: 'train', metrics: [{ name: 'SPS', key: 'overview/sps', over: 'last 50%', at_least: 20_000 }] },
      },
    ];
  });
}

function compare(now: readonly Timed[], before: readonly Timed[]): Comparison {
  const events = sampleJournal(before, { items: olderItems() }, 'release-0');
  const previous = buildRunReport(events, { now: 0 });
  return compareReports(buildRunReport(sampleJournal(now), { now: 0 }), previous);
}

it('tells steps, thresholds, failures, times and people that differ', () => {
  const quick = branchDone.map(([minutes, event]): Timed => [minutes / 10, event]);
  const waived: Timed = [1, { type: 'step-waived', step: 'build', reason: 'known', by: { name: 'Pasha' } }];
  const comparison = compare([...branchDone, ...buildFails, waived, ...speedJudged], [...quick, ...buildPasses]);
  expect(comparison).toEqual({
    run: {
      id: 'release-0',
      outcome: 'running',
      startedAt: expect.any(Number),
      commit: expect.any(String),
    },
    took: { before: 2.2 * minute, now: 609 * minute },
    slower: [
      { step: 'build', before: 2 * minute, now: 5 * minute },
      { step: 'branch', before: 0.1 * minute, now: minute },
    ],
    faster: [],
    failing: [{ step: 'build', message: '"make" ended with exit code 2, expected 0' }],
    healed: [],
    added: ['sweep'],
    removed: [],
    changed: [{ step: 'speed', options: [{ path: 'metrics[SPS].at_least', before: 20_000, now: 30_000 }] }],
    inputs: [],
    joined: ['Pasha'],
    left: [],
  });
});

it('tells what no longer fails', () => {
  const waived: Timed = [1, { type: 'step-waived', step: 'build', reason: 'known', by: robb }];
  const comparison = compare([...branchDone, ...buildPasses], [...branchDone, ...buildFails, waived]);
  expect(comparison).toMatchObject({ healed: ['build'], failing: [] });
});

it('finds nothing between a run and itself', () => {
  const report = buildRunReport(sampleStates.passed?.() ?? [], { now: 0 });
  const { run: _, took: __, ...differences } = compareReports(report, report);
  expect(Object.values(differences).flat()).toEqual([]);
});
