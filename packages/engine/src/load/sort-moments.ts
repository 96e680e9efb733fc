/**
 * Sorts a graph so that whatever comes before a moment stands before it; moments that wait for each other come out
 * together. Tarjan's algorithm, with a stack of its own: a chain of 10,000 steps would overflow the call stack.
 */
export function sortMoments(before: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const count = before.length;
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  const nextEdge = new Int32Array(count);
  const open: number[] = [];
  const components: number[][] = [];
  let counter = 0;
  const enter = (moment: number, path: number[]) => {
    order[moment] = low[moment] = counter++;
    isOpen[moment] = 1;
    open.push(moment);
    path.push(moment);
  };
  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;
    const path: number[] = [];
    enter(root, path);
    for (let moment = path.at(-1); moment !== undefined; moment = path.at(-1)) {
      const earlier = before[moment]?.[nextEdge[moment]++ as number];
      if (earlier !== undefined) {
        if (order[earlier] === -1) enter(earlier, path);
        else if (isOpen[earlier] === 1) low[moment] = Math.min(low[moment] as number, order[earlier] as number);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[moment] as number);
      if (low[moment] !== order[moment]) continue;
      const component = open.splice(open.lastIndexOf(moment));
      for (const each of component) isOpen[each] = 0;
      components.push(component);
    }
  }
  return components;
}
