import type { ItemState, Node } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { change, type Draft, openRound } from './draft.ts';
import { isGroup, nodeOf } from './gates.ts';
import { withInside } from './reach.ts';
import { askKeepOrRedo } from './revise-step.ts';

/** After an edit, a `when` that says something else is evaluated anew where nobody has acted on it. */
export function reviseCondition(draft: Draft, index: number, old: Node): void {
  const node = nodeOf(draft, index);
  const item = draft.items.get(index);
  if (isSameCondition(old, node) || node.isMatrix) return;
  if (item.condition === false || isUndecided(item)) openRound(draft, index);
  else if (isGroup(node)) change(draft, index, { condition: hasActed(draft, node) ? true : undefined });
  else if (item.attempts.length === 0) change(draft, index, { condition: undefined });
  else if (letsThrough(item.status) && node.item.when !== undefined)
    askKeepOrRedo(draft, index, `The condition of "${node.item.title}" changed after it was done.`);
}

function isSameCondition({ item: a }: Node, { item: b }: Node): boolean {
  return a.when === b.when && a.whenDigest === b.whenDigest;
}

/** Its condition could not be evaluated. */
function isUndecided({ status, attempts, condition, failure }: ItemState): boolean {
  return status === 'inconclusive' && attempts.length === 0 && condition === undefined && failure !== undefined;
}

/** A group that has begun goes on, so that its `finally` steps run. */
function hasActed(draft: Draft, node: Node): boolean {
  return [...withInside(draft.graph, [node.index])].some((one) => draft.items.get(one).attempts.length > 0);
}
