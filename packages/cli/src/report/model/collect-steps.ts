import { apply, createRunState, type ItemState, type RecordedEvent, type RunState } from '@checklist/engine';
import { attemptOf, closeSpan, createStepRecord, openKind, openSpan, roundOf, type StepRecord } from './step-record.ts';

/** What a journal tells, gathered by step. */
export interface Collected {
  readonly state: RunState;
  readonly steps: ReadonlyMap<string, StepRecord>;
}

/** Folds a journal into its state, and gathers what a state does not keep: each attempt's evidence, each answer, and when. */
export function collectSteps(events: readonly RecordedEvent[]): Collected {
  const [first] = events;
  if (first?.type !== 'run-started') throw new Error('a journal begins with "run-started"');
  let state = createRunState(first);
  const steps = new Map<string, StepRecord>();
  for (const event of events.slice(1)) {
    const before = state;
    state = apply(state, event);
    if (event.type === 'checklist-changed') moveRecords(steps, before, state);
    gather(steps, event, before, state);
  }
  return { state, steps };
}

type Steps = Map<string, StepRecord>;

function recordOf(steps: Steps, id: string): StepRecord {
  const found = steps.get(id) ?? createStepRecord();
  steps.set(id, found);
  return found;
}

function gather(steps: Steps, event: RecordedEvent, before: RunState, after: RunState): void {
  switch (event.type) {
    case 'driver-started':
      return cutOff(steps, before.lastAt);
    case 'round-opened':
      for (const id of event.items) gatherRound(steps, id, event, after);
      return;
    case 'run-cancelled':
    case 'checklist-changed':
      return closeUnasked(steps, event.at, after);
    case 'retry-requested':
    case 'step-skipped':
    case 'step-waived':
    case 'definition-kept':
      return closeSpan(recordOf(steps, event.step), event.at);
    default:
      return gatherAttempt(steps, event, after);
  }
}

function gatherAttempt(steps: Steps, event: RecordedEvent, after: RunState): void {
  switch (event.type) {
    case 'question-asked': {
      const { kind, instructions, questions, plan } = event.ask;
      const record = recordOf(steps, event.step);
      const asked = questions.map(({ name, label }) => ({ name, label }));
      const head = { kind, askedAt: event.at, instructions, questions: asked, answers: [] };
      roundOf(record, event.round).asks.push({ ...head, ...(plan === undefined ? {} : { plan }) });
      return openSpan(record, 'person', event, event.at);
    }
    case 'answer-given': {
      const record = recordOf(steps, event.step);
      const { by, at, answers, signOff } = event;
      roundOf(record, event.round)
        .asks.at(-1)
        ?.answers.push({ by, at, answers, ...(signOff === undefined ? {} : { signOff }) });
      if (!isStillAsked(after, event.step)) closeSpan(record, event.at);
      return;
    }
    case 'attempt-started': {
      const record = recordOf(steps, event.step);
      const { plan } = event;
      Object.assign(attemptOf(record, event), { startedAt: event.at }, plan === undefined ? {} : { plan });
      return openSpan(record, 'here', event, event.at);
    }
    case 'attempt-pending': {
      const record = recordOf(steps, event.step);
      if (openKind(record) !== 'elsewhere') openSpan(record, 'elsewhere', event, event.at);
      return;
    }
    case 'attempt-ended':
      return gatherEnd(recordOf(steps, event.step), event, after);
    default:
      return;
  }
}

function gatherEnd(record: StepRecord, event: RecordedEvent & { readonly type: 'attempt-ended' }, after: RunState) {
  const { verdict, outputs, evidence, failure, note, by, at } = event;
  closeSpan(record, at);
  Object.assign(
    attemptOf(record, event),
    { endedAt: at, verdict, outputs, evidence },
    failure === undefined ? {} : { failure },
    note === undefined ? {} : { note },
    by === undefined ? {} : { by },
  );
  const item = itemOf(after, event.step);
  if (item?.status === 'pending' && item.retryAt !== undefined) openSpan(record, 'retry', event, at);
}

function gatherRound(
  steps: Steps,
  id: string,
  { at, by, reason }: RecordedEvent & { readonly type: 'round-opened' },
  after: RunState,
): void {
  const item = itemOf(after, id);
  if (item === undefined) return;
  const record = recordOf(steps, id);
  closeSpan(record, at);
  roundOf(record, item.round).opened = { at, by, reason };
}

/** What ran in a process that is gone ended with it, at the latest word that there is of it. */
function cutOff(steps: Steps, lastAt: number): void {
  for (const record of steps.values()) if (openKind(record) === 'here') closeSpan(record, lastAt);
}

function closeUnasked(steps: Steps, at: number, after: RunState): void {
  for (const [id, record] of steps) {
    const kind = openKind(record);
    if ((kind === 'person' && !isStillAsked(after, id)) || kind === 'retry') closeSpan(record, at);
  }
}

function isStillAsked(state: RunState, id: string): boolean {
  const item = itemOf(state, id);
  return item?.ask !== undefined && item.answers === undefined;
}

function itemOf(state: RunState, id: string): ItemState | undefined {
  const index = state.graph.indexOf.get(id);
  return index === undefined ? undefined : state.items.get(index);
}

/** What an edit gave another id keeps what is known of it. */
function moveRecords(steps: Steps, before: RunState, after: RunState): void {
  for (const { id, index } of after.graph.nodes) {
    const former = before.graph.indexOf.has(id) ? undefined : after.items.get(index).formerIds?.at(-1);
    const record = former === undefined ? undefined : steps.get(former);
    if (former === undefined || record === undefined) continue;
    steps.delete(former);
    steps.set(id, record);
  }
}
