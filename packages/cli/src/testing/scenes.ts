import type { Checklist, Item, Progress, RunEvent, RunProgress, RunState } from '@checklist/engine';
import { first, passed, sampleChecklist, sampleRunOf, sampleStart, sampleStep } from './sample-run.ts';

/** A moment of a run as the screen shows it, the same each time. */
export interface Scene {
  readonly state: RunState;
  readonly progress: readonly RunProgress[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** How long steps took in earlier runs; milliseconds. */
  readonly usual: ReadonlyMap<string, number>;
}

const minute = 60_000;
const hour = 60 * minute;

const group = (id: string, title: string, parallel: boolean, ...items: readonly Item[]): Item => {
  return { kind: 'group', id, title, parallel, items, finally: [] };
};

/** A release as teams make it: programs, a long training run, a vote, people who look, and what cannot be taken back. */
const checklist: Checklist = {
  ...sampleChecklist,
  title: 'Release qualification',
  items: [
    group('prepare', 'Prepare', false, sampleStep('branch', 'Create the qualification branch', 'git.branch'), {
      ...sampleStep('build', 'Build the images', 'shell'),
      manual: 'Build them.',
    }),
    group(
      'workflows',
      'Workflow tests',
      true,
      sampleStep('suite', 'Run the whole test suite', 'shell'),
      { ...sampleStep('train', 'Check the training run', 'wandb.run'), deadline: 20 * hour },
      sampleStep('vote', 'Wait for the vote', 'wait'),
      { ...sampleStep('job', 'Check the cluster job', 'shell'), matrix: { ending: ['normal', 'timeout', '日本語'] } },
      { ...sampleStep('sweep', 'Sweeps work 🎉', 'manual'), owner: 'axel' },
    ),
    { ...sampleStep('tag', 'Tag the commit', 'git.tag'), effect: 'reversible' },
    { ...sampleStep('push', 'Push the tag', 'git.push_tag'), effect: 'irreversible' },
    sampleStep('announce', 'Tell everybody', 'discord.post'),
  ],
};

const start = (step: string): RunEvent => ({ type: 'attempt-started', ...first(step) });
const prepared = [...passed('branch'), ...passed('build')];
const jobs = ['job[normal]', 'job[timeout]', 'job[日本語]'];

const asked: RunEvent = {
  type: 'question-asked',
  ...first('sweep'),
  ask: {
    kind: 'questions',
    instructions:
      'Ask Axel on Discord to verify that sweeps are working to his satisfaction.\n\nHe looks at the last three.',
    questions: [
      { name: 'link', type: 'url', label: 'Link to the sweep' },
      { name: 'all_ok', type: 'confirm', label: 'All is well' },
    ],
    signOff: { by: ['axel', 'robb'], atLeast: 1, notStarter: false },
  },
};

const confirmation: RunEvent = {
  type: 'question-asked',
  ...first('push'),
  ask: {
    kind: 'confirmation',
    instructions: 'This cannot be undone.',
    questions: [{ name: 'confirm', type: 'confirm', label: 'Push it?', default: false }],
    plan: ['git push origin refs/tags/v2026.11.24-1230'],
  },
};

const url = 'https://wandb.ai/metta-research/metta/runs/release.2026.11.24-1230';
const training: Progress = {
  text: 'running, metric/agent_step 31000 of 50000',
  fraction: 0.62,
  url,
  series: [
    curve('SPS near 40k', '40000 +- 10%', { low: 36_000, high: 44_000 }, (at) => 40_000 + 3_000 * Math.sin(at / 3)),
    curve('heart gained', 'at least 2', { low: 2 }, (at) => at / 40),
  ],
};

function curve(label: string, limit: string, ends: { low?: number; high?: number }, value: (at: number) => number) {
  const points = Array.from({ length: 40 }, (_, at) => [at, Math.round(value(at) * 100) / 100] as const);
  return {
    type: 'series',
    label,
    key: label,
    along: 'step',
    points,
    limit,
    ...ends,
    actual: 0,
    verdict: 'running',
  } as const;
}

const trains: RunEvent[] = [
  start('train'),
  {
    type: 'attempt-pending',
    ...first('train'),
    handle: { since: 0 },
    checkAt: sampleStart + 2 * hour + 4 * minute,
    progress: { text: training.text, fraction: 0.62, url },
  },
];
const voteEnds = sampleStart + 72 * hour;
const votes: RunEvent[] = [
  start('vote'),
  {
    type: 'attempt-pending',
    ...first('vote'),
    handle: { until: voteEnds },
    checkAt: voteEnds,
    progress: { text: 'until then', endsAt: voteEnds },
  },
];

function fails(
  step: string,
  verdict: 'failed' | 'inconclusive',
  message: string,
  ...details: readonly string[]
): RunEvent[] {
  const failure = { reason: 'exit-code', message, details, hint: 'Look at the log, then retry the step.' } as const;
  return [start(step), { type: 'attempt-ended', ...first(step), verdict, outputs: {}, evidence: [], failure }];
}

const printed = (step: string, text: string): RunProgress => ({ type: 'output', step, text });
const progressed = (step: string, progress: Progress): RunProgress => ({ type: 'progress', step, progress });
const suiteOutput = printed(
  'suite',
  'tests/login.test.ts ... ok\ntests/名前.test.ts ... ok\ntests/\u001b[31mcolour\u001b[0m.test.ts ... ok\n',
);

const robb = { name: 'Robb', contact: 'robb' };

/** The moments that can be shown. */
export const sceneNames = ['start', 'middle', 'waiting', 'confirming', 'failing', 'end'] as const;

export type SceneName = (typeof sceneNames)[number];

interface Moment {
  readonly events: readonly RunEvent[];
  readonly progress: readonly RunProgress[];
  /** Milliseconds since the newest event. */
  readonly after: number;
}

const moments: Readonly<Record<SceneName, Moment>> = {
  start: { events: [start('branch')], progress: [printed('branch', 'Switched to a new branch\n')], after: 3_000 },
  middle: {
    events: [...prepared, start('suite'), ...trains, ...votes, ...passed('job[normal]'), start('job[timeout]'), asked],
    progress: [suiteOutput, progressed('train', training)],
    after: 2 * hour,
  },
  waiting: {
    events: [
      ...prepared,
      ...['suite', 'train', 'vote', ...jobs].flatMap(passed),
      start('sweep'),
      { ...asked, type: 'question-asked' },
    ],
    progress: [],
    after: 3 * hour,
  },
  confirming: {
    events: [...prepared, ...['suite', 'train', 'vote', ...jobs, 'sweep', 'tag'].flatMap(passed), confirmation],
    progress: [],
    after: 40_000,
  },
  failing: {
    events: [
      ...prepared,
      ...fails(
        'suite',
        'failed',
        'script ended with exit code 1, expected exit code 0',
        'tests/login.test.ts ... ok',
        'tests/名前.test.ts ... FAILED',
        '1 of 214 failed',
      ),
      ...trains,
      ...passed('job[normal]'),
      ...fails('job[timeout]', 'inconclusive', 'SkyPilot answered 502, expected the state of the job'),
      asked,
    ],
    progress: [progressed('train', training)],
    after: 2 * hour,
  },
  end: {
    events: [
      ...prepared,
      ...['suite', 'vote', ...jobs, 'sweep', 'tag', 'push'].flatMap(passed),
      ...fails('train', 'failed', 'SPS is 29000, expected at least 30000'),
      { type: 'step-waived', step: 'train', reason: 'known dip, agreed with Axel', by: robb },
      { type: 'step-skipped', step: 'announce', reason: 'told in the meeting', by: robb },
      { type: 'run-ended', verdict: 'passed' },
    ],
    progress: [],
    after: 5 * hour,
  },
};

/** Makes a scene: the run at that moment. */
export function makeScene(name: SceneName): Scene {
  const { events, progress, after } = moments[name];
  const { state } = sampleRunOf(checklist, { inputs: { version: '2026.11.24-1230' } }, ...events);
  const usual = new Map([
    ['job[timeout]', 3 * hour],
    ['suite', hour],
  ]);
  return { state, progress, usual, now: state.lastAt + after };
}
