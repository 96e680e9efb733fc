/** The kind of a place: what it is about, and the moment. */
const kindOf = (place: string): string => place.slice(0, place.indexOf(':'));

/** The world's part that a place is about. */
export const roughKindOf = (place: string): string => place.slice(0, place.indexOf(','));

/** A program or a request that changes something; the rest only reads. */
const changes = [
  /^program, .*\b(?:launch|flaky|slow|push|update-ref|symbolic-ref|switch|checkout|tag -|branch -|commit-tree|read-tree)\b/,
  /^request, .*: (?:POST|PUT|PATCH|DELETE) (?!\/graphql)/,
  /^file, .*: (?!announce|note)/,
  /^file, after: note [^#]*$/,
];

function isChange(place: string): boolean {
  return changes.some((pattern) => pattern.test(place));
}

/**
 * The places to kill at: one moment of every write to the journal, the kinds of moments taking turns, and every moment around every
 * effect; of all that only reads, so many, spread over the run.
 */
export function choosePlaces(order: readonly string[], reads: number): string[] {
  const places = [...new Set(order)];
  const journal = places.filter((place) => place.startsWith('journal'));
  const writes = [...new Set(journal.map((place) => place.slice(place.indexOf(':'))))];
  const moments = [...new Set(journal.map(kindOf))];
  const onJournal = new Set(writes.map((write, at) => `${moments[at % moments.length]}${write}`));
  const others = places.filter((place) => !place.startsWith('journal') && !isChange(place));
  const sampled = new Set(spread(others, reads));
  return places.filter((place) => onJournal.has(place) || sampled.has(place) || isChange(place));
}

/** So many of a list, evenly. */
export function spread<T>(all: readonly T[], count: number): T[] {
  const every = Math.max(1, all.length / count);
  return all.filter((_, at) => Math.floor(at / every) !== Math.floor((at - 1) / every));
}

/** Deals places to walks in turn, so that each is killed all along its way, so often at the most. */
export function dealPlaces(places: readonly string[], most: number): string[][] {
  const walks = Math.ceil(places.length / most);
  return Array.from({ length: walks }, (_, walk) => places.filter((_, at) => at % walks === walk));
}
