import type { RecordedEvent, RunStarted } from '../model/event.ts';
import { GrowingSet } from '../model/growing-set.ts';
import { mayBeSamePerson, type Person } from '../model/person.ts';
import type { RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { Table } from '../model/table.ts';
import { unreachable } from '../model/unreachable.ts';
import {
  applyAnswerGiven,
  applyAttemptEnded,
  applyAttemptPending,
  applyAttemptStarted,
  applyQuestionAsked,
  isEnough,
} from './apply-attempt.ts';
import { applyChecklistChanged } from './apply-checklist-changed.ts';
import {
  applyDecision,
  applyDefinitionKept,
  applyRetryRequested,
  applyRevisionDecided,
  applyRoundOpened,
} from './apply-decision.ts';
import { applyUndoEnded, applyUndoRequested, applyUndoStarted, stopUndoCutOff } from './apply-undo.ts';
import { conclude } from './consequences.ts';
import { change, createItemState, type Draft } from './draft.ts';
import { expand } from './expand.ts';
import { begin, reflow, settle } from './flow.ts';
import { isGroup } from './gates.ts';
import { interventionOf } from './intervention-of.ts';

/** Folds one event into the state of a run. Pure: the state before is left as it was. */
export function apply(state: RunState, event: RecordedEvent): RunState {
  const draft: Draft = {
    ...state,
    lastSeq: event.seq,
    lastAt: event.at,
    ...(event.commandId === undefined ? {} : { commandIds: state.commandIds.with(event.commandId) }),
  };
  applyTo(draft, event);
  const intervention = interventionOf(event);
  if (intervention !== undefined) draft.interventions = [...draft.interventions, intervention];
  return draft;
}

/** The state after the first event of a journal. */
export function createRunState(event: RunStarted & Pick<RecordedEvent, 'seq' | 'at'>): RunState {
  const graph = expand(event.checklist, event.profile);
  const draft: Draft = {
    runId: event.runId,
    checklist: event.checklist,
    graph,
    inputs: event.inputs,
    ...(event.profile === undefined ? {} : { profile: event.profile }),
    ...(event.commit === undefined ? {} : { commit: event.commit }),
    starter: event.starter,
    operator: event.starter,
    interventions: [],
    startedAt: event.at,
    items: Table.from(graph.nodes.map(createItemState)),
    frontier: [],
    busy: 0,
    confirmedUpFront: event.confirmed,
    isBegun: false,
    preflight: 'due',
    lacks: [],
    isCancelled: false,
    isUndoing: false,
    lastSeq: event.seq,
    lastAt: event.at,
    commandIds: GrowingSet.empty(),
    refusals: [],
  };
  reflow(draft);
  return draft;
}

/** Folds a whole journal; its first event must be `run-started`. */
export function replay(events: Iterable<RecordedEvent>): RunState {
  let state: RunState | undefined;
  for (const event of events) {
    if (state !== undefined) state = apply(state, event);
    else if (event.type === 'run-started') state = createRunState(event);
    else throw new Error(`a journal begins with "run-started", found "${event.type}"`);
  }
  if (state === undefined) throw new Error('a journal holds at least one event');
  return state;
}

function applyTo(draft: Draft, event: RecordedEvent): void {
  switch (event.type) {
    case 'run-started':
      throw new Error('a run starts once');
    case 'driver-started':
      return applyDriverStarted(draft);
    case 'checklist-changed':
      return applyChecklistChanged(draft, event);
    case 'preflight-ended':
      return applyPreflightEnded(draft, event.lacks);
    case 'condition-decided':
      return applyCondition(draft, event.item, event.holds);
    case 'condition-failed':
      change(draft, find(draft, event.item), { status: 'inconclusive', failure: event.failure });
      return settle(draft, find(draft, event.item));
    case 'question-asked':
      return applyQuestionAsked(draft, find(draft, event.step), event);
    case 'answer-given':
      return applyAnswerGiven(draft, find(draft, event.step), event);
    case 'attempt-started':
      return applyAttemptStarted(draft, find(draft, event.step), event);
    case 'attempt-pending':
      return applyAttemptPending(draft, find(draft, event.step), event);
    case 'attempt-ended':
      return applyAttemptEnded(draft, find(draft, event.step), event);
    case 'retry-requested':
      return applyRetryRequested(draft, find(draft, event.step), event);
    case 'round-opened':
      return applyRoundOpened(draft, event);
    case 'step-skipped':
    case 'step-waived':
      return applyDecision(draft, find(draft, event.step), event);
    case 'definition-kept':
      return applyDefinitionKept(draft, find(draft, event.step), event);
    case 'revision-decided':
      return applyRevisionDecided(draft, find(draft, event.step), event);
    case 'deadline-passed':
      change(draft, find(draft, event.step), { isLate: true });
      return;
    case 'run-cancelled':
      draft.isCancelled = true;
      return reflow(draft);
    case 'undo-requested':
      return applyUndoRequested(draft);
    case 'run-handed-over':
      return applyHandedOver(draft, event.to);
    case 'run-paused':
      draft.paused = {
        by: event.by,
        at: event.at,
        ...(event.reason === undefined ? {} : { reason: event.reason }),
      };
      return;
    case 'run-resumed':
      delete draft.paused;
      return;
    case 'undo-started':
      return applyUndoStarted(draft, find(draft, event.step), event);
    case 'undo-ended':
      return applyUndoEnded(draft, find(draft, event.step), event);
    case 'command-refused':
      draft.refusals = [...draft.refusals, { commandId: event.commandId ?? '', reason: event.reason }];
      return;
    case 'run-ended':
      draft.verdict = event.verdict;
      return;
    case 'journal-cut':
      return;
    default:
      unreachable(event);
  }
}

function find(draft: Draft, id: string): number {
  const index = draft.graph.indexOf.get(id);
  if (index === undefined) throw new Error(`the journal names "${id}", which the checklist does not have`);
  return index;
}

/** The first step may begin when a preflight has passed; before, nothing of the run has begun. */
function applyPreflightEnded(draft: Draft, lacks: RunState['lacks']): void {
  draft.preflight = lacks.length === 0 ? 'passed' : 'failed';
  draft.lacks = lacks;
  if (draft.isBegun || lacks.length > 0) return;
  draft.isBegun = true;
  reflow(draft);
}

/** What the process before had under way is cut off; what goes on elsewhere or waits for a person is not. */
function applyDriverStarted(draft: Draft): void {
  draft.preflight = draft.isCancelled ? 'passed' : 'due';
  for (const index of draft.frontier) {
    const node = draft.graph.nodes[index];
    const item = draft.items.get(index);
    if (node === undefined || isGroup(node)) continue;
    if (item.status === 'running' && item.pending === undefined) change(draft, index, { status: 'unknown' });
  }
  stopUndoCutOff(draft);
}

/** Who carries the run on is no judge of it any more: a word that is not yet carried out is void. */
function applyHandedOver(draft: Draft, to: Person): void {
  draft.operator = to;
  const { contacts } = draft.checklist;
  for (const index of draft.frontier) {
    const { ask, signOffs, answers } = draft.items.get(index);
    if (ask?.signOff?.notStarter !== true) continue;
    const left = signOffs.filter(({ by }) => !mayBeSamePerson(by, to, contacts));
    if (left.length < signOffs.length)
      change(draft, index, { signOffs: left, answers: isEnough(left, ask) ? answers : undefined });
  }
}

function applyCondition(draft: Draft, id: string, holds: boolean): void {
  const index = find(draft, id);
  const item = change(draft, index, { condition: holds });
  const node = draft.graph.nodes[index];
  if (!holds) {
    const reason = `when: ${node?.item.when ?? ''}`;
    const decision = { type: 'skipped' as const, reason, at: draft.lastAt, original: item.status };
    change(draft, index, { status: 'skipped', decision });
    conclude(draft, index);
  } else if (node !== undefined && isGroup(node)) {
    begin(draft, index);
  }
}

/** Tells whether every item of the run let the next one through. */
export function hasPassed(state: RunState): boolean {
  return state.graph.roots.every((root) => letsThrough(state.items.get(root).status));
}
