/** Where the search stands at one moment. */
interface Visit {
  readonly moment: number;
  /** The position in the order of visits. */
  readonly order: number;
  /** The earliest visit that can be reached from here and is not settled. */
  low: number;
  nextEdge: number;
}

/**
 * Sorts a graph so that whatever comes before a moment stands before it; moments that wait for each other come out
 * together. Tarjan's algorithm, with a stack of its own: a chain of 10,000 steps would overflow the call stack.
 */
export function sortMoments(before: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const visits: (Visit | undefined)[] = Array.from({ length: before.length });
  const settled = new Set<number>();
  const open: number[] = [];
  const path: Visit[] = [];
  const components: number[][] = [];
  let count = 0;
  const enter = (moment: number) => {
    const visit = { moment, order: count, low: count, nextEdge: 0 };
    count++;
    visits[moment] = visit;
    open.push(moment);
    path.push(visit);
  };
  const leave = (visit: Visit) => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
    if (visit.low !== visit.order) return;
    const component = open.splice(open.lastIndexOf(visit.moment));
    for (const moment of component) settled.add(moment);
    components.push(component);
  };
  for (const root of before.keys()) {
    if (visits[root] === undefined) enter(root);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const earlier = before[visit.moment]?.[visit.nextEdge++];
      if (earlier === undefined) leave(visit);
      else if (visits[earlier] === undefined) enter(earlier);
      else if (!settled.has(earlier)) visit.low = Math.min(visit.low, visits[earlier].order);
    }
  }
  return components;
}
