import { type ItemState, letsThrough, type Node, type RunState } from '@checklist/engine';
import { createOrderedNodes, type OrderedNode, type OrderedNodes } from './ordered-nodes.ts';
import { type Place, placeOf, places } from './place-of-step.ts';

/** The steps of a run by where they stand. It follows the run: an update looks only at what changed since the one before. */
export interface RunIndex {
  /** Indices of nodes, in the order of the checklist; of those that are finished, in the order in which they ended. */
  at(place: Place): readonly number[];
  /** How many come before a node at its place; -1 when it stands elsewhere. */
  offsetOf(place: Place, node: number): number;
  /** All steps that the profile does not leave out. */
  readonly total: number;
  /** Those that let the next one through. */
  readonly done: number;
  update(state: RunState): void;
}

/** Makes an empty index; `update` fills it. */
export function createRunIndex(): RunIndex {
  let lists = listsOf([]);
  let seen: RunState | undefined;
  let total = 0;
  let done = 0;
  const fill = ({ graph, items }: RunState) => {
    lists = listsOf(graph.nodes.map((node) => [node, items.get(node.index)]));
    const steps = graph.nodes.filter(isStep);
    total = steps.length;
    done = steps.filter(({ index }) => letsThrough(items.get(index).status)).length;
  };
  const follow = (before: RunState, { graph, items }: RunState) => {
    for (const index of items.changesSince(before.items)) {
      const node = graph.nodes[index];
      if (node === undefined) continue;
      const [old, item] = [before.items.get(index), items.get(index)];
      move(lists, node, old, item);
      if (isStep(node)) done += Number(letsThrough(item.status)) - Number(letsThrough(old.status));
    }
  };
  return {
    at: (place) => lists[place].nodes,
    offsetOf(place, index) {
      const node = seen?.graph.nodes[index];
      return seen === undefined || node === undefined
        ? -1
        : lists[place].offsetOf(toEntry(place, node, seen.items.get(index)));
    },
    get total() {
      return total;
    },
    get done() {
      return done;
    },
    update(state) {
      if (seen?.graph === state.graph) follow(seen, state);
      else fill(state);
      seen = state;
    },
  };
}

/** A step that the profile does not leave out and no edit took out, and no holder of instances. */
export function isStep({ item, isMatrix, isLeftOut, isRemoved }: Node): boolean {
  return item.kind === 'step' && !isMatrix && !isLeftOut && isRemoved !== true;
}

type Lists = Readonly<Record<Place, OrderedNodes>>;

function listsOf(all: readonly (readonly [Node, ItemState])[]): Lists {
  const listOf = (place: Place) =>
    createOrderedNodes(
      all.flatMap(([node, item]) => (shownAt(node, item) === place ? [toEntry(place, node, item)] : [])),
    );
  return Object.fromEntries(places.map((place) => [place, listOf(place)])) as Record<Place, OrderedNodes>;
}

function move(lists: Lists, node: Node, old: ItemState, item: ItemState): void {
  const [from, to] = [shownAt(node, old), shownAt(node, item)];
  if (from === to && endOf(old) === endOf(item)) return;
  if (from !== undefined) lists[from].take(toEntry(from, node, old));
  if (to !== undefined) lists[to].put(toEntry(to, node, item));
}

/** Groups are seen only where their condition or their matrix could not be evaluated. */
function shownAt(node: Node, item: ItemState): Place | undefined {
  if (isStep(node)) return placeOf(item);
  const isGroup = node.item.kind === 'group' || node.isMatrix;
  return isGroup && item.status === 'inconclusive' && item.failure !== undefined ? 'failed' : undefined;
}

function toEntry(place: Place, { index }: Node, item: ItemState): OrderedNode {
  return { order: place === 'finished' ? endOf(item) : index, node: index };
}

/** When it ended or was decided; epoch milliseconds. */
function endOf({ attempts, decision }: ItemState): number {
  return decision?.at ?? attempts.at(-1)?.endedAt ?? 0;
}
