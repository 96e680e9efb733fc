/** A node with what it is ordered by. */
export interface OrderedNode {
  readonly order: number;
  readonly node: number;
}

/** Nodes in order, found by halves. */
export interface OrderedNodes {
  readonly nodes: readonly number[];
  /** How many come before it; -1 when it is not there. */
  offsetOf(one: OrderedNode): number;
  put(one: OrderedNode): void;
  take(one: OrderedNode): void;
}

export function createOrderedNodes(start: readonly OrderedNode[]): OrderedNodes {
  const entries = start.toSorted(compare);
  const nodes = entries.map(({ node }) => node);
  const offsetOf = (one: OrderedNode) => {
    const offset = search(entries, one);
    return nodes[offset] === one.node ? offset : -1;
  };
  return {
    nodes,
    offsetOf,
    put(one) {
      const offset = search(entries, one);
      entries.splice(offset, 0, one);
      nodes.splice(offset, 0, one.node);
    },
    take(one) {
      const offset = offsetOf(one);
      if (offset === -1) return;
      entries.splice(offset, 1);
      nodes.splice(offset, 1);
    },
  };
}

function compare(a: OrderedNode, b: OrderedNode): number {
  return a.order - b.order || a.node - b.node;
}

/** Where it stands, or where it is to be put. */
function search(entries: readonly OrderedNode[], wanted: OrderedNode): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = entries[middle];
    if (one !== undefined && compare(one, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
