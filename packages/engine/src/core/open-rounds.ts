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
  const items = [...findAffected(state.graph, node.index)]
    .filter((index) => itself.has(index) || isTouched(state.items.get(index)))
    .toSorted((a, b) => a - b)
    .flatMap((index) => state.graph.nodes[index]?.id ?? []);
  return { type: 'round-opened', items, reason, by };
}
