import type { Attempt, Node, Round, RunState } from '../model/run-state.ts';
import { isGroup } from './gates.ts';

/** What one round of a step did to the world, or may have done: what an undo takes back. */
export interface Deed {
  readonly node: Node;
  readonly round: Round;
  /** Its newest attempt that began. */
  readonly attempt: Attempt;
}

/** All that a run did, newest first: what hangs on something else comes before it. What was so already is not the run's. */
export function findDeeds(state: RunState): Deed[] {
  const deeds = state.graph.nodes.flatMap((node) => (isGroup(node) ? [] : deedsOf(state, node)));
  return deeds.toSorted((a, b) => (b.attempt.startedSeq ?? 0) - (a.attempt.startedSeq ?? 0));
}

/** Whether taking the deed back is still to be done, or to be done again. */
export function isToUndo({ round }: Deed): boolean {
  const verdict = round.undoing?.verdict;
  return verdict === undefined || verdict === 'failed';
}

function deedsOf(state: RunState, node: Node): Deed[] {
  const item = state.items.get(node.index);
  const { item: step } = node;
  return [...item.earlier, item].flatMap((round): Deed[] => {
    if (step.kind === 'group' || (step.effect === 'reads' && round.basis === undefined)) return [];
    const attempt = round.attempts.findLast(hasActed);
    return attempt === undefined ? [] : [{ node, round, attempt }];
  });
}

/** An attempt that did not end well may have done a part of it; only where a person says so, it surely did nothing. */
export function hasActed({ startedAt, isDenied }: Attempt): boolean {
  return startedAt !== undefined && isDenied !== true;
}
