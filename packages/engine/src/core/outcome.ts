import type { Node, RunState } from '../model/run-state.ts';
import { findDeeds } from './deeds.ts';
import { isGroup } from './gates.ts';

/** Where a run as a whole stands when nothing more happens by itself. */
export type Outcome = 'passed' | 'failed' | 'waiting' | 'running' | 'paused' | 'cancelled' | 'undone';

/** Where the run stands: a failed step outweighs a person who is waited for. */
export function outcomeOf(state: RunState): Outcome {
  if (state.verdict !== undefined) return state.verdict;
  if (state.paused !== undefined) return 'paused';
  if (state.isUndoing)
    return findDeeds(state).some(({ round }) => round.undoing?.verdict === 'failed') ? 'failed' : 'running';
  if (state.preflight === 'failed') return 'failed';
  const open = openSteps(state).map(({ index }) => state.items.get(index));
  if (open.some(({ status, answers }) => status === 'running' || status === 'pending' || answers !== undefined))
    return 'running';
  if (failedSteps(state).length > 0) return 'failed';
  return open.length > 0 ? 'waiting' : 'failed';
}

/** Steps that may go on now: under way, ready, or waiting for a person. */
export function openSteps(state: RunState): Node[] {
  return state.frontier.flatMap((index) => {
    const node = state.graph.nodes[index];
    return node === undefined ||
      (isGroup(node) && node.item.when === undefined) ||
      (state.items.get(index).status === 'running' && isGroup(node))
      ? []
      : [node];
  });
}

/** Items that did not pass and that stop what depends on them. */
export function failedSteps(state: RunState): Node[] {
  return state.graph.nodes.filter((node) => {
    if (node.isRemoved) return false;
    const { status, failure } = state.items.get(node.index);
    if (isGroup(node) && failure === undefined) return false;
    return status === 'failed' || status === 'inconclusive';
  });
}
