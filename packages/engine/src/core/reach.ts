import type { Graph, Node } from '../model/run-state.ts';

/** All that is inside these nodes, the nodes themselves included. */
export function withInside(graph: Graph, indices: Iterable<number>): Set<number> {
  const found = new Set<number>();
  const work = [...indices];
  for (let index = work.pop(); index !== undefined; index = work.pop()) {
    const node = graph.nodes[index];
    if (node === undefined || found.has(index)) continue;
    found.add(index);
    for (const child of node.children) work.push(child);
    for (const final of node.finals) work.push(final);
  }
  return found;
}

/**
 * All that has to be done again when this item is: what is inside it, what depends on it or on a group around it, and the
 * `finally` steps of the groups around it.
 */
export function findAffected(graph: Graph, index: number): Set<number> {
  const affected = new Set<number>();
  const work = [index];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    if (affected.has(at)) continue;
    for (const inside of withInside(graph, [at])) {
      affected.add(inside);
      for (const dependent of graph.nodes[inside]?.dependents ?? []) work.push(dependent);
    }
    for (const around of holders(graph, at)) {
      for (const dependent of around.dependents) work.push(dependent);
      for (const final of around.finals) work.push(final);
    }
  }
  return affected;
}

/** The groups around a node, innermost first. */
export function holders(graph: Graph, index: number): Node[] {
  const found: Node[] = [];
  let parent = graph.nodes[graph.nodes[index]?.parent ?? -1];
  while (parent !== undefined) {
    found.push(parent);
    parent = graph.nodes[parent.parent];
  }
  return found;
}
