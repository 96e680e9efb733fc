import type { Entry } from './draft.ts';
import { beginOf, endOf, type ItemOrder } from './item-order.ts';

/** Asks whether one item has always ended when another begins. */
export interface UpstreamQuery {
  readonly reader: Entry;
  readonly read: Entry;
}

/** How many items one pass over the graph can follow: a bit for each. */
const passSize = 32;

/**
 * The queries whose answer is no. Instead of a search for each reader, the ends of 32 items at a time are carried
 * through the graph as bits, so that 10,000 readers cost 300 passes and not 10,000 searches.
 */
export function findNotUpstream<T extends UpstreamQuery>(
  order: ItemOrder,
  sorted: readonly (readonly number[])[],
  queries: readonly T[],
): readonly T[] {
  const open = queries.filter((query) => !waitsDirectly(order, query));
  const byRead = Map.groupBy(open, ({ read }) => read);
  const ended = new Int32Array(order.before.length);
  const faulty: T[] = [];
  const reads = [...byRead.keys()];
  for (let start = 0; start < reads.length; start += passSize) {
    const batch = reads.slice(start, start + passSize);
    const bits = new Map(batch.map((read, index) => [endOf(read), 1 << index]));
    carry(order, sorted, bits, ended);
    for (const read of batch) {
      const bit = bits.get(endOf(read)) ?? 0;
      const isFaulty = ({ reader }: T) => ((ended[beginOf(reader)] ?? 0) & bit) === 0;
      faulty.push(...(byRead.get(read) ?? []).filter(isFaulty));
    }
  }
  return faulty;
}

/** Most steps read the one right above them, which needs no search. */
function waitsDirectly({ before }: ItemOrder, { reader, read }: UpstreamQuery): boolean {
  return before[beginOf(reader)]?.includes(endOf(read)) === true;
}

/** Fills in for each moment which of the ends come before it. */
function carry(
  { before, doubtful }: ItemOrder,
  sorted: readonly (readonly number[])[],
  bits: ReadonlyMap<number, number>,
  ended: Int32Array,
): void {
  for (const moments of sorted) {
    const [first = 0] = moments;
    // In a circle, or behind a need that is wrong, nothing can be concluded: everything counts as ended.
    if (moments.length > 1) {
      for (const moment of moments) ended[moment] = -1;
      continue;
    }
    let mask = doubtful.has(first) ? -1 : (bits.get(first) ?? 0);
    for (const earlier of before[first] ?? []) mask |= ended[earlier] ?? 0;
    ended[first] = mask;
  }
}
