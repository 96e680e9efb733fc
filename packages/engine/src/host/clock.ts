/** The time, as a host uses it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back at a moment (epoch milliseconds), or soon after when it is past; returns what calls it off. */
  at(moment: number, callback: () => void): () => void;
  /** The same for somebody who only watches: a clock that hurries does not hurry for them. */
  watch(moment: number, callback: () => void): () => void;
}

/** The longest that a timer of Node can wait, in milliseconds; a clock that is set or a machine that sleeps is noticed sooner. */
const longestNap = 30_000;

/** The clock of this machine. Long waits are cut into naps, so that a machine that slept looks at the time when it wakes. */
export const systemClock: Clock = { now: () => Date.now(), at: nap, watch: nap };

function nap(moment: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const left = moment - Date.now();
    if (left <= 0) callback();
    else timer = setTimeout(look, Math.min(left, longestNap));
  };
  timer = setTimeout(look, Math.min(Math.max(0, moment - Date.now()), longestNap));
  return () => clearTimeout(timer);
}

/**
 * A clock for rehearsals: a wait takes at most `longest` milliseconds of real time, and the time of day jumps over the rest.
 */
export function createHastyClock(longest: number): Clock {
  let ahead = 0;
  const watchers = new Set<() => void>();
  const now = () => Date.now() + ahead;
  return {
    now,
    at(moment, callback) {
      const jump = () => {
        ahead += Math.max(0, moment - now());
        for (const look of watchers) look();
        callback();
      };
      const timer = setTimeout(jump, Math.min(Math.max(0, moment - now()), longest));
      return () => clearTimeout(timer);
    },
    watch(moment, callback) {
      const look = () => {
        if (now() < moment) return;
        watchers.delete(look);
        callback();
      };
      watchers.add(look);
      return () => watchers.delete(look);
    },
  };
}
