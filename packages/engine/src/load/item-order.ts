import type { Draft, Entry } from './draft.ts';

/**
 * What waits for what. Every item has three moments, as numbers: it begins, its own items have ended (`finally` may
 * begin), and it has ended.
 */
export interface ItemOrder {
  /** For each moment, those that come before it. */
  readonly before: readonly (readonly number[])[];
  /** The order between these is not known, because the file is wrong there. */
  readonly doubtful: ReadonlySet<number>;
}

export function beginOf(entry: Entry): number {
  return entry.index * 3;
}

export function endOf(entry: Entry): number {
  return entry.index * 3 + 2;
}

function bodyEndOf(entry: Entry): number {
  return entry.index * 3 + 1;
}

/** The item that a moment belongs to. */
export function entryAt(draft: Draft, moment: number): Entry | undefined {
  return draft.entries[Math.floor(moment / 3)];
}

export function orderItems(draft: Draft): ItemOrder {
  const before: number[][] = Array.from({ length: draft.entries.length * 3 }, () => []);
  const doubtful = new Set<number>();
  const put = (later: number, earlier: number) => before[later]?.push(earlier);
  for (const entry of draft.entries) {
    put(bodyEndOf(entry), beginOf(entry));
    put(endOf(entry), bodyEndOf(entry));
    if (entry.parent !== undefined) {
      put(beginOf(entry), entry.isFinal ? bodyEndOf(entry.parent) : beginOf(entry.parent));
      put(entry.isFinal ? endOf(entry.parent) : bodyEndOf(entry.parent), endOf(entry));
    }
    for (const earlier of waitsFor(draft, entry)) put(beginOf(entry), endOf(earlier));
    if (hasDoubtfulNeeds(draft, entry)) doubtful.add(beginOf(entry));
  }
  return { before, doubtful };
}

/** The items whose end an item waits for by itself: those it needs, else the one above it. */
function waitsFor(draft: Draft, entry: Entry): readonly Entry[] {
  const { needs } = entry.item;
  if (needs === undefined) return entry.above === undefined ? [] : [entry.above];
  return needs.flatMap((id) => {
    const need = draft.byId.get(id);
    return need === undefined || isOwnLine(entry, need) ? [] : [need];
  });
}

/** Tells whether one of two items is the other or holds it, so that neither can wait for the other. */
export function isOwnLine(a: Entry, b: Entry): boolean {
  return holds(a, b) || holds(b, a);
}

export function holds(holder: Entry, entry: Entry): boolean {
  for (let each: Entry | undefined = entry; each !== undefined; each = each.parent) if (each === holder) return true;
  return false;
}

function hasDoubtfulNeeds(draft: Draft, entry: Entry): boolean {
  if (entry.doubts.has('needs')) return true;
  return (entry.item.needs ?? []).some((id) => {
    const need = draft.byId.get(id);
    return need === undefined || isOwnLine(entry, need);
  });
}
