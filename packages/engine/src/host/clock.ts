/** The time, as a host uses it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back at a moment (epoch milliseconds), or soon after when it is past; returns what calls it off. */
  at(moment: number, callback: () => void): () => void;
}

/** The longest that a timer of Node can wait, in milliseconds; a clock that is set or a machine that sleeps is noticed sooner. */
const longestNap = 30_000;

/** The clock of this machine. Long waits are cut into naps, so that a machine that slept looks at the time when it wakes. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(moment, callback) {
    let timer: NodeJS.Timeout | undefined;
    const nap = () => {
      const left = moment - Date.now();
      if (left <= 0) callback();
      else timer = setTimeout(nap, Math.min(left, longestNap));
    };
    timer = setTimeout(nap, Math.min(Math.max(0, moment - Date.now()), longestNap));
    return () => clearTimeout(timer);
  },
};

/**
 * A clock for rehearsals: a wait takes at most `longest` milliseconds of real time, and the time of day jumps over the rest.
 */
export function createHastyClock(longest: number): Clock {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  return {
    now,
    at(moment, callback) {
      const timer = setTimeout(() => {
        ahead += Math.max(0, moment - now());
        callback();
      }, Math.min(Math.max(0, moment - now()), longest));
      return () => clearTimeout(timer);
    },
  };
}
