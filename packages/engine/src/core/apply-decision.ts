import type {
  DefinitionKept,
  RetryRequested,
  RevisionDecided,
  RoundOpened,
  StepSkipped,
  StepWaived,
} from '../model/decision-event.ts';
import type { RecordedEvent } from '../model/event.ts';
import { conclude } from './consequences.ts';
import { change, type Draft, isTouched, openRound } from './draft.ts';
import { reflow } from './flow.ts';
import { hasMoreToDo, isClosed, isUnderWay, nodeOf } from './gates.ts';
import { holders, withInside } from './reach.ts';
import { settledStatus } from './settled-status.ts';

type Kept<E> = E & Pick<RecordedEvent, 'at' | 'seq'>;

export function applyRetryRequested(draft: Draft, index: number, event: RetryRequested): void {
  delete draft.verdict;
  const cleared = { failure: undefined, decision: undefined, ask: undefined, answers: undefined, pending: undefined };
  const anew = { status: 'pending', tries: 0, retryAt: undefined, condition: undefined, note: undefined } as const;
  if (event.opens === undefined) change(draft, index, { ...cleared, ...anew });
  else openAll(draft, event.opens);
  reopenFinals(draft, index);
  reflow(draft);
}

export function applyRoundOpened(draft: Draft, event: RoundOpened): void {
  delete draft.verdict;
  openAll(draft, event.items);
  reflow(draft);
}

export function applyDecision(draft: Draft, index: number, event: Kept<StepSkipped | StepWaived>): void {
  const item = draft.items.get(index);
  const type = event.type === 'step-skipped' ? 'skipped' : 'waived';
  const decision = {
    type,
    reason: event.reason,
    by: event.by,
    at: event.at,
    original: item.decision?.original ?? item.status,
    ...(item.failure === undefined ? {} : { failure: item.failure }),
  } as const;
  const over = { ask: undefined, answers: undefined, pending: undefined, retryAt: undefined };
  change(draft, index, { ...over, status: type, decision });
  reopenFinals(draft, index);
  conclude(draft, index);
  reflow(draft);
}

export function applyDefinitionKept(draft: Draft, index: number, event: Kept<DefinitionKept>): void {
  const { item } = nodeOf(draft, index);
  const status = settledStatus(draft.items.get(index));
  const digest = item.kind === 'step' ? item.digest : undefined;
  change(draft, index, { status, ask: undefined, digest, keptSeq: event.seq });
  conclude(draft, index);
  reflow(draft);
}

export function applyRevisionDecided(draft: Draft, index: number, event: Kept<RevisionDecided>): void {
  change(draft, index, { status: settledStatus(draft.items.get(index)), ask: undefined });
  if (event.decision === 'redo') openAll(draft, event.items);
  else for (const item of indicesOf(draft, event.items)) change(draft, item, { keptSeq: event.seq });
  reflow(draft);
}

function openAll(draft: Draft, ids: readonly string[]): void {
  for (const index of indicesOf(draft, ids)) openRound(draft, index);
}

function indicesOf(draft: Draft, ids: readonly string[]): number[] {
  return ids.flatMap((id) => draft.graph.indexOf.get(id) ?? []);
}

/** `finally` steps that have run must run again when their group has more to do; one that is under way ends first. */
function reopenFinals(draft: Draft, index: number): void {
  for (const group of holders(draft.graph, index)) {
    if (!draft.items.get(group.index).isFinishing && !isClosed(draft.items.get(group.index))) continue;
    if (!hasMoreToDo(draft, group)) continue;
    for (const inside of withInside(draft.graph, group.finals)) {
      const item = draft.items.get(inside);
      if (isTouched(item) && !isUnderWay(nodeOf(draft, inside), item)) openRound(draft, inside);
    }
  }
}
