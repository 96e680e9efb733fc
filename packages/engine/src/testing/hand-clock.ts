import type { Clock } from '../host/clock.ts';

/** A clock for tests: time passes only from alarm to alarm, while no work is under way, and its hands can be moved. */
export interface HandClock extends Clock {
  /** Milliseconds that passed, whatever was done to the hands. */
  elapsed(): number;
  /** Moves the hands, in milliseconds: back when somebody sets the clock, ahead when the machine was asleep. */
  move(by: number): void;
}

interface Alarm {
  readonly moment: number;
  /** The same by the time that passed. */
  readonly due: number;
  readonly callback: () => void;
}

/** Makes a clock that rings as the system's does: when its moment has come, or when as much time passed as was left. */
export function createHandClock(start: number): HandClock {
  const alarms = new Set<Alarm>();
  let elapsed = 0;
  let moved = 0;
  let holds = 0;
  let isDue = false;
  const now = () => start + elapsed + moved;
  const schedule = () => {
    if (isDue || holds > 0 || alarms.size === 0) return;
    isDue = true;
    setImmediate(ring);
  };
  const leftOf = (alarm: Alarm) => Math.min(alarm.moment - now(), alarm.due - elapsed);
  const ring = () => {
    isDue = false;
    if (holds > 0) return;
    let least = Number.POSITIVE_INFINITY;
    for (const alarm of alarms) least = Math.min(least, leftOf(alarm));
    elapsed += Math.max(0, least);
    for (const alarm of [...alarms]) if (leftOf(alarm) <= 0 && alarms.delete(alarm)) alarm.callback();
    schedule();
  };
  const at: Clock['at'] = (moment, callback) => {
    const alarm = { moment, due: elapsed + moment - now(), callback };
    alarms.add(alarm);
    schedule();
    return () => void alarms.delete(alarm);
  };
  return {
    now,
    at,
    watch: at,
    hold() {
      holds++;
      return () => {
        holds--;
        schedule();
      };
    },
    elapsed: () => elapsed,
    move(by) {
      moved += by;
    },
  };
}
