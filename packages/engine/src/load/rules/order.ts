import { orderValues } from '../../language/values.ts';
import { type Draft, type Entry, nameOf, placeIn } from '../draft.ts';
import { beginOf, endOf, entryAt, holds, type ItemOrder, isOwnLine } from '../item-order.ts';
import type { Report } from '../report.ts';
import type { Rule } from './rule.ts';

/** A longer circle is told by its first and last names. */
const namesShown = 8;

export const needsOutsideOwnLine: Rule = (draft, report) => {
  for (const entry of draft.entries) {
    for (const [index, id] of (entry.item.needs ?? []).entries()) {
      const need = draft.byId.get(id);
      if (need === undefined || !isOwnLine(entry, need)) continue;
      const how = need === entry ? 'itself' : `${nameOf(need)}, which ${holds(need, entry) ? 'holds it' : 'it holds'}`;
      const message = `${nameOf(entry)} needs ${how}, and would wait for ever`;
      report.add('cycle', placeIn(draft, entry, 'needs', index), message, 'take the need away');
    }
  }
};

/** Tells one circle of each set of items that wait for each other. */
export function reportCycles(
  draft: Draft,
  report: Report,
  order: ItemOrder,
  sorted: readonly (readonly number[])[],
): void {
  for (const moments of sorted) {
    if (moments.length < 2) continue;
    const inside = new Set(moments);
    const start = findNeed(draft, inside);
    if (start === undefined) continue;
    const circle = walkBack(order, inside, endOf(start.need), beginOf(start.entry));
    const names = circle.flatMap((moment) => entryAt(draft, moment)?.item.id ?? []);
    const ids = names.filter((id, index) => id !== names[index - 1]);
    const message = `these items wait for each other: ${showCircle([start.entry.item.id, ...ids])}`;
    const place = placeIn(draft, start.entry, 'needs', start.index);
    report.add('cycle', place, message, 'take one of these needs away, or change the order of the items');
  }
}

/** The first written need between two items of a circle: order and nesting alone never make one. */
function findNeed(draft: Draft, inside: ReadonlySet<number>) {
  const entries = [...new Set([...inside].map((moment) => Math.floor(moment / 3)))].sort((a, b) => a - b);
  for (const position of entries) {
    const entry = draft.entries[position];
    if (entry === undefined || !inside.has(beginOf(entry))) continue;
    for (const [index, id] of (entry.item.needs ?? []).entries()) {
      const need: Entry | undefined = draft.byId.get(id);
      if (need !== undefined && inside.has(endOf(need)) && !isOwnLine(entry, need)) return { entry, need, index };
    }
  }
  return undefined;
}

/** The shortest way from one moment to another against the order. */
function walkBack({ before }: ItemOrder, inside: ReadonlySet<number>, from: number, to: number): readonly number[] {
  const cameFrom = new Map<number, number>([[from, from]]);
  const queue = [from];
  for (const moment of queue) {
    if (moment === to) break;
    for (const earlier of before[moment] ?? []) {
      if (!inside.has(earlier) || cameFrom.has(earlier)) continue;
      cameFrom.set(earlier, moment);
      queue.push(earlier);
    }
  }
  const way = [to];
  for (let at = to; at !== from; at = cameFrom.get(at) ?? from) way.push(cameFrom.get(at) ?? from);
  return way.reverse();
}

function showCircle(ids: readonly string[]): string {
  const half = namesShown / 2;
  const shown = ids.length <= namesShown ? ids : [...ids.slice(0, half), undefined, ...ids.slice(-half)];
  return shown.map((id) => (id === undefined ? '...' : `"${id}"`)).join(' -> ');
}

export const valuesWithoutCycle: Rule = (draft, report) => {
  const order = orderValues(draft.checklist.values);
  if (order.ok) return;
  const [first = ''] = order.error;
  const circle = showCircle([...order.error, first]);
  const hint = 'write one of them without the others';
  report.add('cycle', draft.places.value(['values', first]), `these values use each other: ${circle}`, hint);
};
