import type { CurvePoint } from '@checklist/engine/plugin';

/**
 * At most so many points of a curve, and not fewer than four. Each stretch of it keeps its lowest and its highest, so that no dip
 * is lost; the first and the last stay as well.
 */
export function thinOut(points: readonly CurvePoint[], most: number): readonly CurvePoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length <= Math.max(4, most) || first === undefined || last === undefined) return points;
  const inner = points.slice(1, -1);
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const kept = Array.from({ length: stretches }, (_, at) => {
    const from = Math.floor((at * inner.length) / stretches);
    return extremesOf(inner.slice(from, Math.floor(((at + 1) * inner.length) / stretches)));
  });
  return [first, ...kept.flat(), last];
}

/** The lowest and the highest point, in their order. */
function extremesOf(points: readonly CurvePoint[]): readonly CurvePoint[] {
  let [lowest, highest] = [0, 0];
  for (const [index, [, y]] of points.entries()) {
    if (y < (points[lowest]?.[1] ?? y)) lowest = index;
    if (y > (points[highest]?.[1] ?? y)) highest = index;
  }
  const indices = [...new Set([lowest, highest])].toSorted((a, b) => a - b);
  return indices.flatMap((index) => points.slice(index, index + 1));
}
