import type { RunEvent } from '../model/event.ts';
import type { Person } from '../model/person.ts';
import type { Node, RunState } from '../model/run-state.ts';
import { isTouched } from './draft.ts';
import { findInstance, suffixOf } from './find-instances.ts';
import { findAffected, holders, withInside } from './reach.ts';

/** The item to which a refusal of this step goes back, as the nearest group around it says. */
export function findWayBack(state: RunState, node: Node): Node | undefined {
  for (const { item } of holders(state.graph, node.index)) {
    const id = item.kind === 'group' ? item.backTo : undefined;
    if (id !== undefined) return state.graph.nodes[findInstance(state.graph, id, suffixOf(node)) ?? -1];
  }
  return undefined;
}

/** A new round of an item, of all that depends on it, and of nothing that was not begun. */
export function openRounds(state: RunState, node: Node, reason: string, by: Person): RunEvent {
  const itself = withInside(state.graph, [node.index]);
  const affected = findAffected(state.graph, node.index);
  const items = idsOf(
    state,
    [...affected].filter((index) => itself.has(index) || isTouched(state.items.get(index))),
  );
  return { type: 'round-opened', items, reason, by };
}

/** What a retry of an item that had let others through opens: itself, and what was begun of what it holds. */
export function findRetried(state: RunState, { index }: Node): string[] {
  const inside = withInside(state.graph, [index]);
  return idsOf(
    state,
    [...inside].filter((one) => one === index || isTouched(state.items.get(one))),
  );
}

/** What was begun of all that depends on an item. */
export function findBegunAfter(state: RunState, { index }: Node): string[] {
  const itself = withInside(state.graph, [index]);
  const after = [...findAffected(state.graph, index)].filter((one) => !itself.has(one));
  return idsOf(
    state,
    after.filter((one) => isTouched(state.items.get(one))),
  );
}

function idsOf(state: RunState, indices: readonly number[]): string[] {
  return indices.toSorted((a, b) => a - b).flatMap((index) => state.graph.nodes[index]?.id ?? []);
}
