import type { RunEvent } from '@checklist/engine';
import { describe, expect, it } from 'vitest';
import { first, passed, sampleRun } from '../testing/sample-run.ts';
import { viewRun } from './run-view.ts';
import { statusLines } from './status-lines.ts';
import { summarize } from './summary.ts';

const failed: RunEvent[] = [
  { type: 'attempt-started', ...first('build') },
  {
    type: 'attempt-ended',
    ...first('build'),
    verdict: 'failed',
    outputs: {},
    evidence: [],
    failure: {
      reason: 'exit-code',
      message: 'script ended with exit code 3, expected exit code 0',
      details: ['\u001b[31mboom\u001b[0m'],
      log: 'logs/build.log',
    },
  },
];
const asked: RunEvent = {
  type: 'question-asked',
  ...first('sweep'),
  ask: {
    kind: 'questions',
    instructions: 'Ask Axel.',
    questions: [{ name: 'all_ok', type: 'confirm', label: 'All OK' }],
    signOff: { by: ['axel'], atLeast: 1, notStarter: false },
  },
};

describe('viewRun', () => {
  it('puts what failed first and counts what is through', () => {
    const { state } = sampleRun(...passed('branch'), ...failed);
    const view = viewRun(state, state.lastAt);
    expect(view).toMatchObject({ outcome: 'failed', done: 1, total: 4, running: [], waiting: [] });
    expect(view.failed.map(({ path }) => path)).toEqual(['prepare/build']);
    expect(view.finished.map(({ id, elapsed }) => [id, elapsed])).toEqual([['branch', 1_000]]);
  });

  it('says for how long a step runs and what it printed last', () => {
    const { state } = sampleRun({ type: 'attempt-started', ...first('branch') });
    const view = viewRun(state, state.lastAt + 62_000, new Map([['branch', { lines: ['one', 'two'] }]]));
    expect(statusLines(view, state.lastAt)).toEqual([
      { status: 'running', text: 'branch Create the branch 1m 02s two' },
    ]);
  });
});

describe('statusLines', () => {
  it('shows a failure with its last lines, without their colours, and what to type', () => {
    const { state } = sampleRun(...passed('branch'), ...failed);
    expect(statusLines(viewRun(state, state.lastAt), state.lastAt)).toEqual([
      { status: 'failed', text: 'build Build it: script ended with exit code 3, expected exit code 0' },
      { text: '    | boom' },
      { text: '    log: logs/build.log' },
      { text: '    checklist retry release-1 build' },
      { text: '    checklist by-hand release-1 build' },
      { text: '    checklist waive release-1 build --reason "..."' },
      { text: '    checklist skip release-1 build --reason "..."' },
      { status: 'passed', text: 'branch Create the branch' },
    ]);
  });

  it('shows what is asked, of whom, and how to answer', () => {
    const { state } = sampleRun(...passed('branch'), ...passed('build'), asked);
    expect(statusLines(viewRun(state, state.lastAt), state.lastAt).slice(0, 6)).toEqual([
      { status: 'waiting', text: 'sweep Sweeps work asks Axel' },
      { text: '    Ask Axel.' },
      { text: '    - all_ok: All OK (yes or no)' },
      { text: '    needs the word of axel' },
      { text: '    checklist answer release-1 sweep all_ok=yes --signed-by axel' },
      { text: '    checklist reject release-1 sweep --reason "..." --signed-by axel' },
    ]);
  });
});

describe('summarize', () => {
  it('ends with how to go on', () => {
    const { state } = sampleRun(...passed('branch'), ...passed('build'), asked);
    expect(summarize(viewRun(state, state.lastAt)).at(-1)).toEqual({
      status: 'waiting',
      text: 'release-1 waits, 2 of 4 steps are through; go on with: checklist resume release-1',
    });
  });

  it('names work that goes on elsewhere', () => {
    const checkAt = Date.UTC(2026, 10, 24, 13);
    const { state } = sampleRun(
      { type: 'attempt-started', ...first('branch') },
      { type: 'attempt-pending', ...first('branch'), handle: { job: 42 }, checkAt, progress: { text: 'queued' } },
    );
    expect(summarize(viewRun(state, state.lastAt))).toEqual([
      {
        status: 'running',
        text: 'branch Create the branch goes on: queued, looked at again from 2026-11-24T13:00:00.000Z, its handle is {"job":42}',
      },
      { status: 'waiting', text: 'release-1 waits, 0 of 4 steps are through; go on with: checklist resume release-1' },
    ]);
  });
});
