import type { UndoEnded, UndoStarted } from '../model/event.ts';
import type { Undoing } from '../model/run-state.ts';
import { findDeeds } from './deeds.ts';
import { change, type Draft } from './draft.ts';
import { isGroup } from './gates.ts';

/** From now on nothing goes forward: what waits is called off, and what was under way has to be looked at. */
export function applyUndoRequested(draft: Draft): void {
  draft.isUndoing = true;
  delete draft.verdict;
  delete draft.paused;
  // One that is under way stays so: asked for again, it could not be told from one that was never begun.
  for (const { node, round } of findDeeds(draft))
    if (round.undoing?.verdict === 'failed') changeRound(draft, node.index, round.round, undefined);
  const over = { ask: undefined, answers: undefined, pending: undefined, retryAt: undefined, confirmed: undefined };
  for (const index of draft.frontier) {
    const node = draft.graph.nodes[index];
    const { status, pending } = draft.items.get(index);
    if (node === undefined || isGroup(node)) continue;
    const isUnderWay = (status === 'running' && pending === undefined) || status === 'unknown';
    if (isUnderWay || status === 'waiting' || status === 'running')
      change(draft, index, { ...over, status: isUnderWay ? 'unknown' : 'cancelled' });
  }
}

export function applyUndoStarted(draft: Draft, index: number, { round }: UndoStarted): void {
  changeRound(draft, index, round, {});
}

export function applyUndoEnded(draft: Draft, index: number, event: UndoEnded): void {
  const { verdict, failure, note, by, round } = event;
  changeRound(draft, index, round, {
    verdict,
    ...(failure === undefined ? {} : { failure }),
    ...(note === undefined ? {} : { note }),
    ...(by === undefined ? {} : { by }),
  });
  const item = draft.items.get(index);
  const isSettled = verdict !== 'failed' && item.round === round;
  if (isSettled && (item.status === 'unknown' || item.status === 'running'))
    change(draft, index, { status: 'cancelled' });
}

/** A program that takes something back and was cut off is not simply run once more: a person looks first. */
export function stopUndoCutOff(draft: Draft): void {
  for (const { node, round } of draft.isUndoing ? findDeeds(draft) : []) {
    const isCutOff = round.undoing !== undefined && round.undoing.verdict === undefined;
    if (!isCutOff || node.item.kind !== 'step' || node.item.undo === undefined) continue;
    const message = 'the undo command was cut off, so nobody knows whether it did its work';
    const hint = 'Look, and undo the run again: that runs the command once more; skip the step to leave it as it is.';
    changeRound(draft, node.index, round.round, {
      verdict: 'failed',
      failure: { reason: 'interrupted', message, hint },
    });
  }
}

function changeRound(draft: Draft, index: number, round: number, undoing: Undoing | undefined): void {
  const item = draft.items.get(index);
  if (item.round === round) {
    change(draft, index, { undoing });
    return;
  }
  const earlier = item.earlier.map(({ undoing: before, ...one }) => {
    const after = one.round === round ? undoing : before;
    return after === undefined ? one : { ...one, undoing: after };
  });
  change(draft, index, { earlier });
}
