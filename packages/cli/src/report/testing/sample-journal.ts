import type { Checklist, RecordedEvent, RunEvent } from '@checklist/engine';
import { sampleChecklist, sampleStart, sampleStep } from '../../testing/sample-run.ts';

export const minute = 60_000;

/** The checklist of the sample journals: a branch, a build, a metric, a sign-off, and a tag that is pushed. */
export const reportChecklist: Checklist = {
  ...sampleChecklist,
  inputs: { version: { type: 'string' }, since: { type: 'string', default: 'origin/stable' } },
  items: [
    {
      kind: 'group',
      id: 'prepare',
      title: 'Prepare',
      parallel: false,
      finally: [],
      items: [
        { ...sampleStep('branch', 'Create the branch', 'git.branch'), effect: 'reversible' },
        {
          ...sampleStep('build', 'Build it', 'shell'),
          retry: { attempts: 2, delay: minute, factor: 1, maxDelay: minute },
        },
      ],
    },
    {
      ...sampleStep('speed', 'It is fast', 'wandb.run'),
      with: { run: 'train', metrics: [{ name: 'SPS', key: 'overview/sps', over: 'last 50%', at_least: 30_000 }] },
    },
    { ...sampleStep('sweep', 'Sweeps work', 'manual'), owner: 'axel' },
    { ...sampleStep('push', 'Push the tag', 'git.push_tag'), effect: 'irreversible' },
  ],
};

/** An event, and how many minutes after the one before it. */
export type Timed = readonly [minutes: number, event: RunEvent];

/** A journal of the sample checklist: its start, preflight, and then these events. */
export function sampleJournal(
  events: readonly Timed[],
  over: Partial<Checklist> = {},
  runId = 'release-1',
): RecordedEvent[] {
  const started: RunEvent = {
    type: 'run-started',
    format: 1,
    runId,
    checklist: { ...reportChecklist, ...over },
    inputs: { version: '1.0', since: 'origin/stable' },
    commit: '0123456789abcdef0123456789abcdef01234567',
    starter: robb,
    confirmed: [],
  };
  const all: readonly Timed[] = [
    [0, started],
    [0, { type: 'driver-started', pid: 100, hostname: 'desk' }],
    [0, { type: 'preflight-ended', lacks: [] }],
    ...events,
  ];
  let at = sampleStart;
  return all.map(([minutes, event], index) => {
    at += minutes * minute;
    return { ...event, seq: index + 1, at };
  });
}

export const robb = { name: 'Robb', email: 'robb@example.org', contact: 'robb' };
export const axel = { name: 'Axel', contact: 'axel' };

export function key(step: string, attempt = 1, round = 1) {
  return { step, round, attempt };
}

export const branchDone: readonly Timed[] = [
  [1, { type: 'attempt-started', ...key('branch'), plan: ['git branch -- release/1.0 0123456789'] }],
  [1, { type: 'attempt-ended', ...key('branch'), verdict: 'passed', outputs: { name: 'release/1.0' }, evidence: [] }],
];

const failure = {
  reason: 'exit-code',
  message: '"make" ended with exit code 2, expected 0',
  details: ['make: *** [all] Error 2'],
  log: '.checklist/runs/release-1/logs/build.1.1.log',
  exitCode: 2,
} as const;

export const buildFails: readonly Timed[] = [
  [0, { type: 'attempt-started', ...key('build') }],
  [2, { type: 'attempt-ended', ...key('build'), verdict: 'failed', outputs: {}, evidence: [], failure }],
  [1, { type: 'attempt-started', ...key('build', 2) }],
  [2, { type: 'attempt-ended', ...key('build', 2), verdict: 'failed', outputs: {}, evidence: [], failure }],
];

export const buildWaived: readonly Timed[] = [
  [5, { type: 'step-waived', step: 'build', reason: 'the linker is known to complain', by: robb }],
];

export const speedJudged: readonly Timed[] = [
  [0, { type: 'attempt-started', ...key('speed') }],
  [1, { type: 'attempt-pending', ...key('speed'), handle: {}, checkAt: 0 }],
  [
    600,
    {
      type: 'attempt-ended',
      ...key('speed'),
      verdict: 'passed',
      outputs: { url: 'https://wandb.ai/e/p/runs/train' },
      evidence: [
        { type: 'link', label: 'W&B run train', url: 'https://wandb.ai/e/p/runs/train' },
        {
          type: 'series',
          label: 'SPS',
          key: 'overview/sps',
          along: 'step',
          points: [
            [0, 10_000],
            [50, 41_000],
            [100, 39_000],
          ],
          window: { from: 50, to: 100 },
          limit: 'at least 30000',
          low: 30_000,
          actual: 40_000,
          verdict: 'passed',
        },
      ],
    },
  ],
];

export const sweepAsked: readonly Timed[] = [
  [0, { type: 'attempt-started', ...key('sweep') }],
  [
    0,
    {
      type: 'question-asked',
      ...key('sweep'),
      ask: {
        kind: 'questions',
        instructions: 'Ask **Axel**.',
        questions: [{ name: 'seen', type: 'text', label: 'What he saw' }],
        signOff: { by: ['axel'], atLeast: 1, notStarter: false },
      },
    },
  ],
];

export const sweepSigned: readonly Timed[] = [
  [
    30,
    {
      type: 'answer-given',
      ...key('sweep'),
      answers: { seen: 'Two sweeps,\n- both *green*' },
      by: robb,
      signOff: {
        by: axel,
        recordedBy: robb,
        at: sampleStart + 1000 * minute,
        commit: '0123456789abcdef0123456789abcdef01234567',
        digest: 'sweep-1',
      },
    },
  ],
  [
    0,
    {
      type: 'attempt-ended',
      ...key('sweep'),
      verdict: 'passed',
      outputs: { seen: 'Two sweeps,\n- both *green*' },
      evidence: [],
    },
  ],
];

const plan = ['git push -- origin refs/tags/v1.0'];

export const tagPushed: readonly Timed[] = [
  [
    0,
    {
      type: 'question-asked',
      ...key('push', 0),
      ask: {
        kind: 'confirmation',
        instructions: 'This cannot be undone.',
        questions: [{ name: 'confirm', type: 'confirm', label: 'Push the tag?', default: false }],
        plan,
      },
    },
  ],
  [10, { type: 'answer-given', ...key('push', 0), answers: { confirm: true }, by: robb }],
  [0, { type: 'attempt-started', ...key('push'), plan }],
  [
    1,
    {
      type: 'attempt-ended',
      ...key('push'),
      verdict: 'passed',
      outputs: { name: 'v1.0' },
      evidence: [],
      note: 'pushed',
    },
  ],
  [0, { type: 'run-ended', verdict: 'passed' }],
];

/** Everything up to the end. */
export const wholeRelease: readonly Timed[] = [
  ...branchDone,
  ...buildFails,
  ...buildWaived,
  ...speedJudged,
  ...sweepAsked,
  ...sweepSigned,
  ...tagPushed,
];
