import type { RunState, Work } from '../model/run-state.ts';
import { isDecided } from './gates.ts';

/** Work on an attempt of a step; anything else is done in one event. */
export type StepWork = Extract<Work, { type: 'start' | 'check' | 'finish' | 'recover' }>;

/**
 * Tells whether work that was prepared is still the next thing to do: while the world was looked at, a person may have skipped the
 * step, taken it over by hand, or put something before it that has not ended.
 */
export function mayBegin(state: RunState, work: StepWork): boolean {
  const item = state.items.get(work.node);
  if (state.verdict !== undefined || state.isUndoing || item.round !== work.round) return false;
  if (work.type === 'start') {
    const isNext = item.gate === 'open' && item.status === 'pending' && item.attempts.length < work.attempt;
    const node = state.graph.nodes[work.node];
    return isNext && node !== undefined && isDecided(node, item);
  }
  if (item.attempts.length !== work.attempt) return false;
  if (work.type === 'finish') return item.answers !== undefined;
  return work.type === 'check' ? item.pending !== undefined : item.status === 'unknown' && item.ask === undefined;
}

/** Tells whether work that is in flight has lost its point before anything came of it. */
export function isOvertaken(state: RunState, work: StepWork): boolean {
  const hasBegun = work.type === 'start' && state.items.get(work.node).attempts.length >= work.attempt;
  return !hasBegun && !mayBegin(state, work);
}
