import type { Graph, ItemState, Node } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import type { Table } from '../model/table.ts';
import { isGroup, isUnderWay } from './gates.ts';

/** A run's graph and items as they were before an edit. */
export interface Before {
  readonly graph: Graph;
  readonly items: Table<ItemState>;
}

/**
 * The steps that an edit seems to have given another id: what was done or is under way under an id that is gone, by the index of
 * a new step that does the very same, or is of the same type and title. Whether that is so, a person is asked.
 */
export function findRenamed({ graph, items }: Before, after: Graph): ReadonlyMap<number, Node> {
  let gone = graph.nodes.filter((node) => {
    const item = items.get(node.index);
    const isKept = letsThrough(item.status) || (isUnderWay(node, item) && item.ask?.kind !== 'questions');
    return isStep(node) && !after.indexOf.has(node.id) && item.attempts.length > 0 && isKept;
  });
  let come = after.nodes.filter((node) => isStep(node) && !graph.indexOf.has(node.id));
  const renamed = new Map<number, Node>();
  for (const likeness of [digestOf, looksOf]) {
    const alike = Map.groupBy(come, likeness);
    for (const old of gone) {
      const one = alike.get(likeness(old))?.shift();
      if (one !== undefined) renamed.set(one.index, old);
    }
    const known = new Set(renamed.values());
    gone = gone.filter((old) => !known.has(old));
    come = come.filter(({ index }) => !renamed.has(index));
  }
  return renamed;
}

function isStep(node: Node): boolean {
  return !isGroup(node) && node.isRemoved !== true;
}

function digestOf({ item }: Node): string {
  return item.kind === 'step' ? item.digest : '';
}

function looksOf({ item, matrix }: Node): string {
  return JSON.stringify([item.kind === 'step' ? item.type : '', item.title, matrix]);
}
