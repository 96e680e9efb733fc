import type { ItemState, Node } from '../model/run-state.ts';
import { letsThrough, type Status } from '../model/status.ts';
import { type Draft, isTouched } from './draft.ts';

/** Tells whether a node holds others: a group, or the instances of a matrix. */
export function isGroup(node: Node): boolean {
  return node.isMatrix || node.item.kind === 'group';
}

/**
 * Tells whether a step has begun and not ended: it goes on, whatever comes to stand before it. A confirmation does not count,
 * for nothing was begun yet.
 */
export function isUnderWay(node: Node, { status, ask }: ItemState): boolean {
  if (isGroup(node)) return false;
  return status === 'running' || status === 'unknown' || (status === 'waiting' && ask?.kind !== 'confirmation');
}

/** Tells whether an item's `when` was evaluated, if it has one; a matrix leaves it to its instances. */
export function isDecided({ item, isMatrix }: Node, { condition }: ItemState): boolean {
  return isMatrix || item.when === undefined || condition !== undefined;
}

/** Tells whether the checklist itself left the item out, as part of a group or by a profile; that is worked out anew each time. */
export function isLeftOutByOthers({ status, decision, condition }: ItemState): boolean {
  return status === 'skipped' && decision !== undefined && decision.by === undefined && condition !== false;
}

/** Tells whether the group around a node has come to it: its steps, or its `finally`. */
export function hasBegun(draft: Draft, node: Node): boolean {
  if (node.parent < 0) return true;
  const parent = draft.items.get(node.parent);
  return parent.gate === 'open' && parent.status === 'running' && parent.isFinishing === node.isFinal;
}

/** A `finally` step must run although the one above it failed. */
export function isMet(need: Node, node: Node, isPassed: boolean): boolean {
  return isPassed || (need.isFinal && node.isFinal && node.parent === need.parent);
}

/** Tells whether nothing more happens to an item by itself. */
export function isClosed({ gate }: ItemState): boolean {
  return gate === 'closed' || gate === 'blocked';
}

/** Tells whether something that the node needs has ended without letting it through. */
export function isBlocked(draft: Draft, node: Node): boolean {
  return node.needs.some((index) => {
    return draft.items.get(index).gate === 'blocked' && !isMet(nodeOf(draft, index), node, false);
  });
}

/** Tells whether an item of the group has not let the next one through, so that its `finally` steps do not stand for its end. */
export function hasMoreToDo(draft: Draft, group: Node): boolean {
  return !group.children.every((child) => letsThrough(draft.items.get(child).status));
}

/** The group whose `finally` a node is part of; nothing for a node that is in none. */
export function findFinished(draft: Draft, node: Node): Node | undefined {
  for (let at: Node | undefined = node; at !== undefined; at = draft.graph.nodes[at.parent])
    if (at.isFinal) return draft.graph.nodes[at.parent];
  return undefined;
}

/** What a group came to whose items are all closed. */
export function groupStatus(statuses: readonly Status[]): Status {
  if (statuses.every(letsThrough)) return 'passed';
  for (const status of ['failed', 'inconclusive', 'cancelled'] as const) if (statuses.includes(status)) return status;
  return 'failed';
}

/** Tells whether something was done in a group, so that its `finally` steps are due. */
export function hasWorked(draft: Draft, node: Node): boolean {
  if (findFinished(draft, node) !== undefined) return true;
  return node.children.some((child) => {
    const inside = nodeOf(draft, child);
    return isGroup(inside) ? hasWorked(draft, inside) : isTouched(draft.items.get(child));
  });
}

export function nodeOf(draft: Draft, index: number): Node {
  const node = draft.graph.nodes[index];
  if (node === undefined) throw new RangeError(`no node ${index}`);
  return node;
}
