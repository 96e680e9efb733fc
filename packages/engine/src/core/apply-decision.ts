import type { RoundOpened, StepSkipped, StepWaived } from '../model/decision-event.ts';
import type { RecordedEvent } from '../model/event.ts';
import type { Round } from '../model/run-state.ts';
import type { Status } from '../model/status.ts';
import { letsThrough } from '../model/status.ts';
import { change, type Draft, isTouched, openRound } from './draft.ts';
import { reflow } from './flow.ts';
import { holders, withInside } from './reach.ts';

export function applyRetryRequested(draft: Draft, index: number): void {
  delete draft.verdict;
  const cleared = { failure: undefined, decision: undefined, ask: undefined, answers: undefined, pending: undefined };
  change(draft, index, {
    ...cleared,
    status: 'pending',
    tries: 0,
    retryAt: undefined,
    condition: undefined,
    note: undefined,
  });
  reopenFinals(draft, index);
  reflow(draft);
}

export function applyRoundOpened(draft: Draft, event: RoundOpened): void {
  delete draft.verdict;
  for (const id of event.items) {
    const index = draft.graph.indexOf.get(id);
    if (index !== undefined) openRound(draft, index);
  }
  reflow(draft);
}

export function applyDecision(
  draft: Draft,
  index: number,
  event: (StepSkipped | StepWaived) & Pick<RecordedEvent, 'at'>,
): void {
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
  reflow(draft);
}

export function applyDefinitionKept(draft: Draft, index: number): void {
  const item = draft.graph.nodes[index]?.item;
  const status = settledStatus(draft.items.get(index));
  change(draft, index, { status, ask: undefined, digest: item?.kind === 'step' ? item.digest : undefined });
  reflow(draft);
}

/** The status that a finished step had before it was asked about again. */
function settledStatus(round: Round): Status {
  if (round.decision !== undefined) return round.decision.type;
  return round.attempts.at(-1)?.verdict === 'passed' ? 'passed' : 'pending';
}

/** `finally` steps that have run must run again when their group has more to do. */
function reopenFinals(draft: Draft, index: number): void {
  for (const group of holders(draft.graph, index)) {
    if (!draft.items.get(group.index).isFinishing && draft.items.get(group.index).gate !== 'closed') continue;
    if (group.children.every((child) => letsThrough(draft.items.get(child).status))) continue;
    for (const inside of withInside(draft.graph, group.finals)) {
      if (isTouched(draft.items.get(inside))) openRound(draft, inside);
    }
  }
}
