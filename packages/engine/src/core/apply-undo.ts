import type { UndoEnded, UndoStarted } from '../model/event.ts';
import type { Round } from '../model/run-state.ts';
import type { Undoing } from '../model/undoing.ts';
import { findDeeds, hasUndoCommand } from './deeds.ts';
import { change, type Draft } from './draft.ts';
import { isGroup } from './gates.ts';

/** From now on nothing goes forward: what waits is called off, and what was under way has to be looked at. */
export function applyUndoRequested(draft: Draft): void {
  draft.isUndoing = true;
  delete draft.verdict;
  delete draft.paused;
  // One that is under way stays so: asked for again, it could not be told from one that was never begun.
  for (const { node, round, detour } of findDeeds(draft))
    if (round.undoing?.verdict === 'failed')
      changeUndoing(draft, node.index, { round: round.round, attempt: detour }, undefined);
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

export function applyUndoStarted(draft: Draft, index: number, event: UndoStarted): void {
  changeUndoing(draft, index, event, {});
}

export function applyUndoEnded(draft: Draft, index: number, event: UndoEnded): void {
  const { verdict, failure, note, by, round, attempt } = event;
  changeUndoing(draft, index, event, {
    verdict,
    ...(failure === undefined ? {} : { failure }),
    ...(note === undefined ? {} : { note }),
    ...(by === undefined ? {} : { by }),
  });
  const item = draft.items.get(index);
  const isSettled = verdict !== 'failed' && item.round === round && attempt === undefined;
  if (isSettled && (item.status === 'unknown' || item.status === 'running'))
    change(draft, index, { status: 'cancelled' });
}

/** A program that takes something back and was cut off is not simply run once more: a person looks first. */
export function stopUndoCutOff(draft: Draft): void {
  for (const { node, round, detour } of draft.isUndoing ? findDeeds(draft) : []) {
    const isCutOff = round.undoing !== undefined && round.undoing.verdict === undefined;
    if (!isCutOff || node.item.kind !== 'step' || !hasUndoCommand(node.item, round.basis)) continue;
    const message = 'the undo command was cut off, so nobody knows whether it did its work';
    const hint = 'Look, and undo the run again: that runs the command once more; skip the step to leave it as it is.';
    const failure = { reason: 'interrupted', message, hint } as const;
    changeUndoing(draft, node.index, { round: round.round, attempt: detour }, { verdict: 'failed', failure });
  }
}

interface Place {
  readonly round: number;
  /** Of a detour. */
  readonly attempt?: number | undefined;
}

function changeUndoing(draft: Draft, index: number, { round, attempt }: Place, undoing: Undoing | undefined): void {
  const item = draft.items.get(index);
  const inDetours = ({ detours }: Round) => detours?.map((one) => (one.attempt === attempt ? put(one, undoing) : one));
  if (item.round === round) {
    change(draft, index, attempt === undefined ? { undoing } : { detours: inDetours(item) });
    return;
  }
  const earlier = item.earlier.map((one) => {
    if (one.round !== round) return one;
    const detours = inDetours(one);
    return attempt === undefined || detours === undefined ? put(one, undoing) : { ...one, detours };
  });
  change(draft, index, { earlier });
}

function put<T extends { readonly undoing?: Undoing }>({ undoing: _, ...one }: T, undoing: Undoing | undefined) {
  return undoing === undefined ? one : { ...one, undoing };
}
