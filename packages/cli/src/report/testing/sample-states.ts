import type { RecordedEvent } from '@checklist/engine';
import {
  axel,
  branchDone,
  buildFails,
  buildWaived,
  key,
  robb,
  sampleJournal,
  speedJudged,
  sweepAsked,
  type Timed,
  wholeRelease,
} from './sample-journal.ts';

/** The night in between, and another machine in the morning. */
const otherDriver: readonly Timed[] = [
  [720, { type: 'driver-started', pid: 200, hostname: 'laptop' }],
  [0, { type: 'preflight-ended', lacks: [] }],
];

/** A journal for each state that a run can be in. */
export const sampleStates: Readonly<Record<string, () => RecordedEvent[]>> = {
  passed: () => sampleJournal(wholeRelease),
  running: () =>
    sampleJournal([...branchDone, ...buildFails, ...buildWaived, ...speedJudged.slice(0, 2), ...otherDriver]),
  waiting: () =>
    sampleJournal([
      ...branchDone,
      ...buildFails,
      ...buildWaived,
      ...speedJudged,
      [0, { type: 'run-handed-over', from: robb, to: axel, reason: 'holidays', by: robb }],
      ...sweepAsked,
    ]),
  failed: () => sampleJournal([...branchDone, ...buildFails]),
  paused: () => sampleJournal([...branchDone, [0, { type: 'run-paused', reason: 'the cluster is down', by: robb }]]),
  cancelled: () =>
    sampleJournal([
      ...branchDone,
      ...buildFails,
      [3, { type: 'run-cancelled', reason: 'the release is off', by: robb }],
      [0, { type: 'run-ended', verdict: 'cancelled' }],
    ]),
  undone: () =>
    sampleJournal([
      ...wholeRelease,
      [60, { type: 'undo-requested', by: axel }],
      [0, { type: 'undo-started', step: 'push', round: 1 }],
      [0, { type: 'undo-ended', step: 'push', round: 1, verdict: 'impossible', note: 'a pushed tag is for good' }],
      [0, { type: 'undo-started', step: 'branch', round: 1 }],
      [1, { type: 'undo-ended', step: 'branch', round: 1, verdict: 'undone' }],
      [0, { type: 'run-ended', verdict: 'undone' }],
    ]),
  respun: () =>
    sampleJournal([
      ...branchDone,
      ...buildFails,
      [4, { type: 'round-opened', items: ['build'], reason: 'a new compiler', by: axel }],
      [0, { type: 'attempt-started', ...key('build', 1, 2) }],
      [3, { type: 'attempt-ended', ...key('build', 1, 2), verdict: 'passed', outputs: {}, evidence: [] }],
      [0, { type: 'command-refused', command: 'skip', reason: '"build" has passed', by: robb }],
    ]),
};
