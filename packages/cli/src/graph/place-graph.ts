import { Graph, layout } from '@dagrejs/dagre';
import type { ChecklistGraph } from './checklist-graph.ts';

/** A rectangle; `x` and `y` are those of its centre, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything of a graph is drawn. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly boxOf: (id: string) => Box;
  readonly lines: readonly (readonly Point[])[];
}

/** Lays a graph out from top to bottom; below the upper edge of each group, `titleHeight` stays free. */
export function placeGraph(
  { groups, steps, edges }: ChecklistGraph,
  sizes: ReadonlyMap<string, Pick<Box, 'width' | 'height'>>,
  titleHeight: number,
): PlacedGraph {
  const placed = new Graph({ compound: true })
    .setGraph({ rankdir: 'TB', nodesep: 24, ranksep: 28, marginx: 16, marginy: 16 })
    .setDefaultEdgeLabel(() => ({}));
  for (const { id } of groups) placed.setNode(id, {});
  for (const { id } of steps) placed.setNode(id, { ...sizes.get(id) });
  for (const { id, group } of [...groups, ...steps]) if (group !== undefined) placed.setParent(id, group);
  for (const [from, to] of edges) placed.setEdge(from, to);
  layout(placed);
  // The layout knows no titles: all that lies below a group's upper edge makes room for them.
  const tops = groups.map(({ id }) => placed.node(id).y - placed.node(id).height / 2);
  const lower = (y: number) => y + titleHeight * tops.filter((top) => top < y).length;
  const { width = 0, height = 0 } = placed.graph();
  return {
    width,
    height: lower(height),
    boxOf(id) {
      const { x, y, width, height } = placed.node(id);
      const [top, bottom] = [lower(y - height / 2), lower(y + height / 2)];
      return { x, y: (top + bottom) / 2, width, height: bottom - top };
    },
    lines: edges.map(([v, w]) => {
      const points: readonly Point[] = placed.edge({ v, w }).points;
      return points.map(({ x, y }) => ({ x, y: lower(y) }));
    }),
  };
}
