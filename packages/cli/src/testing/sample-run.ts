import {
  apply,
  type Checklist,
  createRunState,
  type JsonObject,
  type RecordedEvent,
  type RunEvent,
  type RunState,
  type Step,
} from '@checklist/engine';

/** A run for tests of what is shown: two steps of a group, a question and an irreversible one. */
export const sampleChecklist: Checklist = {
  id: 'release',
  title: 'Release',
  contacts: { robb: { name: 'Robb', email: 'robb@example.org' }, axel: { name: 'Axel' } },
  inputs: {},
  values: {},
  secrets: {},
  profiles: {},
  digest: 'one',
  items: [
    {
      kind: 'group',
      id: 'prepare',
      title: 'Prepare',
      parallel: false,
      finally: [],
      items: [
        sampleStep('branch', 'Create the branch', 'git.branch'),
        { ...sampleStep('build', 'Build it', 'shell'), manual: 'Build it.' },
      ],
    },
    { ...sampleStep('sweep', 'Sweeps work', 'manual'), owner: 'axel' },
    { ...sampleStep('push', 'Push the tag', 'git.push_tag'), effect: 'irreversible' },
  ],
};

export function sampleStep(id: string, title: string, type: string): Step {
  return {
    kind: 'step',
    id,
    title,
    type,
    with: {},
    effect: 'reads',
    expect: [],
    secrets: [],
    outputs: [],
    digest: `${id}-1`,
  };
}

/** The moment at which the sample run begins; each event is a second later than the one before. */
export const sampleStart = Date.UTC(2026, 10, 24, 12, 0, 0);

/** A run after these events, with the events as they are recorded. */
export function sampleRun(...events: readonly RunEvent[]) {
  return sampleRunOf(sampleChecklist, {}, ...events);
}

/** The same of another checklist. */
export function sampleRunOf(
  checklist: Checklist,
  { inputs = {} }: { readonly inputs?: JsonObject },
  ...events: readonly RunEvent[]
): { readonly state: RunState; readonly recorded: readonly RecordedEvent[] } {
  const head = {
    runId: 'release-1',
    checklist,
    inputs,
    starter: { name: 'Robb', contact: 'robb' },
    confirmed: [],
  };
  let state = createRunState({
    ...head,
    type: 'run-started',
    format: 1,
    commit: '0123456789abcdef',
    seq: 1,
    at: sampleStart,
  });
  const recorded: RecordedEvent[] = [];
  for (const event of [{ type: 'preflight-ended', lacks: [] } as const, ...events]) {
    const one = { ...event, seq: state.lastSeq + 1, at: state.lastAt + 1_000 };
    recorded.push(one);
    state = apply(state, one);
  }
  return { state, recorded };
}

/** The key of a first attempt. */
export function first(step: string) {
  return { step, round: 1, attempt: 1 };
}

/** Events of a step that passed at its first attempt. */
export function passed(step: string): RunEvent[] {
  return [
    { type: 'attempt-started', ...first(step) },
    { type: 'attempt-ended', ...first(step), verdict: 'passed', outputs: {}, evidence: [] },
  ];
}
