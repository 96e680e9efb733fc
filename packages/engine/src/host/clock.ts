/** The time, as a host uses it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back at a moment (epoch milliseconds), or soon after when it is past, and never before it returns; gives what calls it off. */
  at(moment: number, callback: () => void): () => void;
  /** The same for somebody who only watches: a clock that hurries does not hurry for them. */
  watch(moment: number, callback: () => void): () => void;
  /** Tells that work is under way, until what it returns is called; only a clock that hurries cares. */
  hold(): () => void;
}

interface Timer {
  readonly moment: number;
  readonly callback: () => void;
}

/**
 * A clock for rehearsals: a wait takes at most `longest` milliseconds of real time, and the time of day jumps over the rest. It
 * jumps from one wait's end to the next, and stands while work is under way: else a program that takes a second would see days go by.
 */
export function createHastyClock(longest: number): Clock {
  const timers = new Set<Timer>();
  const watchers = new Set<() => void>();
  let ahead = 0;
  let holds = 0;
  let due: NodeJS.Timeout | undefined;
  const now = () => Date.now() + ahead;
  const schedule = () => {
    const next = earliest(timers);
    if (due !== undefined || holds > 0 || next === undefined) return;
    due = setTimeout(jump, Math.min(Math.max(0, next.moment - now()), longest));
  };
  const jump = () => {
    due = undefined;
    const next = earliest(timers);
    if (holds > 0 || next === undefined) return;
    timers.delete(next);
    ahead += Math.max(0, next.moment - now());
    for (const look of watchers) look();
    next.callback();
    schedule();
  };
  return {
    now,
    at(moment, callback) {
      const timer = { moment, callback };
      timers.add(timer);
      schedule();
      return () => {
        timers.delete(timer);
        if (timers.size > 0) return;
        clearTimeout(due);
        due = undefined;
      };
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
    hold() {
      holds++;
      return () => {
        holds--;
        schedule();
      };
    },
  };
}

function earliest(timers: ReadonlySet<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (first === undefined || timer.moment < first.moment) first = timer;
  return first;
}
