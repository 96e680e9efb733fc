import type { Clock } from './clock.ts';

/** The longest, in milliseconds, that nobody looks at the time: a machine that slept is noticed that soon after it wakes. */
const longestNap = 5_000;

interface Alarm {
  readonly moment: number;
  /** The same by the count that nobody sets: `performance.now()`. */
  readonly due: number;
  readonly callback: () => void;
}

/**
 * The clock of this machine. An alarm rings when the time of day has come, also when the machine slept through it, or when as
 * much time has passed as was left when it was set: a clock that is set back makes nobody wait longer. So one that rings may find
 * its moment still to come, and who asked for it looks at the time. All alarms share one timer.
 */
export function createSystemClock(): Clock {
  const alarms = new Set<Alarm>();
  let timer: NodeJS.Timeout | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;
  const leftOf = ({ moment, due }: Alarm) => Math.min(moment - Date.now(), due - performance.now());
  const sleep = (left: number) => {
    const nap = Math.min(Math.max(0, left), longestNap);
    if (performance.now() + nap >= wakesAt) return;
    clearTimeout(timer);
    wakesAt = performance.now() + nap;
    timer = setTimeout(wake, nap);
  };
  const wake = () => {
    wakesAt = Number.POSITIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (const alarm of alarms) {
      const left = leftOf(alarm);
      if (left > 0) least = Math.min(least, left);
      else if (alarms.delete(alarm)) alarm.callback();
    }
    if (least < Number.POSITIVE_INFINITY) sleep(least);
  };
  const at: Clock['at'] = (moment, callback) => {
    const alarm = { moment, due: performance.now() + moment - Date.now(), callback };
    alarms.add(alarm);
    sleep(leftOf(alarm));
    return () => {
      alarms.delete(alarm);
      if (alarms.size > 0) return;
      clearTimeout(timer);
      wakesAt = Number.POSITIVE_INFINITY;
    };
  };
  return { now: () => Date.now(), at, watch: at, hold: () => () => {} };
}

/** The clock of this machine, for the whole process. */
export const systemClock: Clock = createSystemClock();
