import type { Graph, Node } from '../model/run-state.ts';

type Instances = Pick<Graph, 'nodes' | 'indexOf'>;

/** The matrix keys of the instance that a node is in: `[fast,linux]`, or nothing. */
export function suffixOf(node: Node): string {
  return node.id.slice(node.item.id.length);
}

/** Finds the item with this id in the same matrix instance, else in the one around it. */
export function findInstance(graph: Pick<Graph, 'indexOf'>, id: string, suffix: string): number | undefined {
  for (const keys of narrower(suffix)) {
    const index = graph.indexOf.get(keys === '' ? id : `${id}[${keys}]`);
    if (index !== undefined) return index;
  }
  return undefined;
}

/** The same, and where the item is part of a matrix from outside of it: all its instances, in order. */
export function findInstances(graph: Instances, id: string, suffix: string): readonly number[] {
  const near = findInstance(graph, id, suffix);
  if (near !== undefined) return [near];
  const all = instancesOf(graph.nodes).get(id) ?? [];
  for (const keys of narrower(suffix)) {
    const inside = all.filter(({ id: one }) => keys === '' || one.startsWith(`${id}[${keys},`));
    if (inside.length > 0) return inside.map(({ index }) => index);
  }
  return [];
}

/** The keys of an instance, of the one around it, and so on, down to none. */
function narrower(suffix: string): string[] {
  const keys = suffix === '' ? [] : suffix.slice(1, -1).split(',');
  return Array.from({ length: keys.length + 1 }, (_, left) => keys.slice(0, keys.length - left).join(','));
}

const known = new WeakMap<readonly Node[], ReadonlyMap<string, readonly Node[]>>();

function instancesOf(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const before = known.get(nodes);
  if (before !== undefined) return before;
  const instances = Map.groupBy(
    nodes.filter(({ isMatrix, isRemoved }) => !isMatrix && isRemoved !== true),
    ({ item }) => item.id,
  );
  known.set(nodes, instances);
  return instances;
}
