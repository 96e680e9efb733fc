import { type Place, places } from '../../view/place-of-step.ts';

/** Which steps of one place are shown. */
export interface SectionPlan {
  readonly place: Place;
  readonly first: number;
  readonly count: number;
}

export type Counts = Readonly<Record<Place, number>>;

/** A step by its place and by how many stand before it there. */
export interface Position {
  readonly place: Place;
  readonly offset: number;
}

const active = ['failed', 'running', 'waiting'] as const;

/** Rows that stay free for what belongs below a step. */
const forDetails = (rows: number) => Math.min(8, Math.floor(rows / 3));

/** Shares the rows out: a step of each place first, then those that need somebody or go on. */
export function planActive(counts: Counts, rows: number, chosen: Position | undefined): SectionPlan[] {
  const there = places.filter((place) => counts[place] > 0);
  const kept = there.filter((place, rank) => rank < rows || place === chosen?.place).slice(-Math.max(1, rows));
  const shown = new Map<Place, number>(kept.map((place) => [place, 1]));
  let left = rows - shown.size - forDetails(rows);
  for (let isMore = true; isMore && left > 0; ) {
    isMore = false;
    for (const place of active) {
      const count = shown.get(place) ?? 0;
      if (left <= 0 || count === 0 || count >= counts[place]) continue;
      shown.set(place, count + 1);
      left--;
      isMore = true;
    }
  }
  return kept.map((place) => frame(place, counts[place], shown.get(place) ?? 0, chosen));
}

/** Gives the rows that are left to what comes next and to what is over. */
export function planRest(plans: readonly SectionPlan[], counts: Counts, left: number, chosen: Position | undefined) {
  const room = (place: Place) => counts[place] - (plans.find((plan) => plan.place === place)?.count ?? counts[place]);
  const later = Math.min(room('later'), Math.max(Math.floor(left / 2), left - room('finished')));
  const more: Partial<Record<Place, number>> = { later, finished: Math.min(room('finished'), left - later) };
  return plans.map(({ place, count }) => frame(place, counts[place], count + (more[place] ?? 0), chosen));
}

/** The part of a section that is shown: around the chosen step, else the newest of what is over and the first of the others. */
function frame(place: Place, total: number, count: number, chosen: Position | undefined): SectionPlan {
  const usual = place === 'finished' ? total - count : 0;
  const wanted = chosen?.place === place ? around(chosen.offset, usual, count) : usual;
  return { place, count, first: Math.max(0, Math.min(total - count, wanted)) };
}

function around(offset: number, usual: number, count: number): number {
  if (offset >= usual && offset < usual + count) return usual;
  return offset - Math.floor(count / 2);
}
