import type { RunEvent, RunState } from '@checklist/engine';
import { describe, expect, it } from 'vitest';
import { showLocalTime } from '../output/show-time.ts';
import { answerForm } from '../screens/ink/form-questions.ts';
import { first, passed, sampleChecklist, sampleRun, sampleRunOf, sampleStep } from '../testing/sample-run.ts';
import { commandsForStep } from './commands-for-step.ts';
import { viewRun } from './run-view.ts';
import { statusLines } from './status-lines.ts';
import { aboutStep } from './step-detail.ts';
import { summarize, summarizeOnly } from './summary.ts';

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
        text: `branch Create the branch goes on: queued, looked at again from ${showLocalTime(checkAt)}`,
      },
      { status: 'waiting', text: 'release-1 waits, 0 of 4 steps are through; go on with: checklist resume release-1' },
    ]);
  });

  it('says what was skipped and waived, and to decide about what failed', () => {
    const { state } = sampleRun(...passed('branch'), ...failed);
    const by = { name: 'Robb' };
    const end = (decided: RunState) => summarize(viewRun(decided, decided.lastAt)).at(-1)?.text;
    expect(end(state)).toBe(
      'release-1 stopped, 1 of 4 steps are through; decide about it first (see above), then: checklist resume release-1',
    );
    const { state: decided } = sampleRun(
      ...passed('branch'),
      ...failed,
      { type: 'step-waived', step: 'build', by, reason: 'known' },
      { type: 'step-skipped', step: 'sweep', by, reason: 'no time' },
    );
    expect(end(decided)).toContain('3 of 4 steps are through, 1 skipped, 1 waived');
  });

  it('says nothing of what to do where nobody goes on', () => {
    const { state } = sampleRun(...passed('branch'), ...failed);
    expect(summarizeOnly(viewRun(state, state.lastAt))).toEqual([
      { status: 'failed', text: 'build Build it: script ended with exit code 3, expected exit code 0' },
      { status: 'failed', text: 'release-1 stopped, 1 of 4 steps are through' },
    ]);
  });
});

describe('aboutStep', () => {
  it('says what to type elsewhere, but not in a rehearsal', () => {
    const { state } = sampleRun(...passed('branch'), ...failed);
    const node = state.graph.nodes[state.graph.indexOf.get('build') ?? -1];
    const [step] = viewRun(state, state.lastAt).failed;
    const texts = (isRehearsal: boolean) =>
      node && step && aboutStep(state, node, step, { isRehearsal }).map(({ text }) => text);
    expect(texts(false)).toContain('checklist retry release-1 build');
    expect(texts(true)).toEqual(expect.arrayContaining(['Why it did not pass']));
    expect(texts(true)?.join('\n')).not.toContain('checklist ');
  });
});

describe('a step that several sign off', () => {
  it('offers those who have not signed yet', () => {
    const step = sampleStep('look', 'Look', 'manual');
    const rule = { by: ['robb', 'axel'], atLeast: 2, notStarter: false };
    const by = { name: 'Robb', contact: 'robb' };
    const one = { step: 'look', round: 1, attempt: 1 };
    const { state } = sampleRunOf(
      { ...sampleChecklist, items: [step] },
      {},
      { type: 'attempt-started', ...one },
      {
        type: 'question-asked',
        ...one,
        ask: { kind: 'questions', instructions: 'Look.', questions: [], signOff: rule },
      },
      { type: 'answer-given', ...one, answers: {}, by, signOff: { by, recordedBy: by, at: 1, digest: 'look-1' } },
    );
    const [asked] = viewRun(state, state.lastAt).waiting;
    expect(asked && commandsForStep(asked, 'release-1')).toEqual([
      'checklist answer release-1 look --signed-by axel',
      'checklist reject release-1 look --reason "..." --signed-by axel',
    ]);
    const [question] = asked?.ask === undefined ? [] : answerForm(asked, asked.ask, by).questions;
    expect(question).toMatchObject({ choices: ['axel'], default: 'axel' });
  });
});
