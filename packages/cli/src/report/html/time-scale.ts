/** A stretch in which nothing begins or ends, drawn shorter than it was. Epoch milliseconds. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Where moments lie on the width of a timeline. */
export interface TimeScale {
  /** From 0 to 1. */
  place(at: number): number;
  /** The moment that lies there. */
  momentAt(place: number): number;
  readonly gaps: readonly Gap[];
}

/**
 * Makes a scale on which no quiet stretch takes more than its share of the width, so that steps of seconds can be seen beside a
 * night's wait. Within a stretch time goes evenly.
 */
export function makeTimeScale(moments: readonly number[]): TimeScale {
  const stops = [...new Set(moments)].toSorted((a, b) => a - b);
  const lengths = stops.slice(1).map((stop, index) => stop - (stops[index] ?? stop));
  const most = longestShown(lengths);
  const ends = [0];
  for (const length of lengths) ends.push((ends.at(-1) ?? 0) + Math.min(length, most));
  const total = ends.at(-1) || 1;
  return {
    place: (at) => interpolate(at, stops, ends) / total,
    momentAt: (place) => interpolate(place * total, ends, stops),
    gaps: lengths.flatMap((length, index) => {
      const [from, to] = [stops[index], stops[index + 1]];
      return from === undefined || to === undefined || length <= most * 1.5 ? [] : [{ from, to }];
    }),
  };
}

/** Where a value of one rising list lies in another one of the same length, evenly between neighbours. */
function interpolate(value: number, from: readonly number[], to: readonly number[]): number {
  let [low, high] = [0, Math.max(0, from.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((from[middle] ?? value) <= value) low = middle;
    else high = middle - 1;
  }
  const [a = 0, b = a] = [from[low], from[low + 1]];
  const [c = 0, d = c] = [to[low], to[low + 1]];
  return b === a ? c : c + ((d - c) * Math.min(Math.max(value - a, 0), b - a)) / (b - a);
}

/** Shares of the width that one stretch may take: the more stretches there are, the less. */
const leastShare = 0.1;

/** The length at which a stretch is cut, such that it takes its share of what is left then. */
function longestShown(lengths: readonly number[]): number {
  const share = Math.max(leastShare, 2 / Math.max(1, lengths.length));
  let [low, high] = [0, Math.max(1, ...lengths)];
  const shownAt = (most: number) => lengths.reduce((sum, length) => sum + Math.min(length, most), 0);
  if (high <= share * shownAt(high)) return high;
  for (let turn = 0; turn < 60; turn++) {
    const middle = (low + high) / 2;
    if (middle > share * shownAt(middle)) high = middle;
    else low = middle;
  }
  return high;
}
