/** Days of the week as `Date` counts them. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

type Weekday = (typeof weekdays)[number];

/** A place in the week, as people of one time zone say it. */
interface WeeklyMoment {
  readonly weekday: Weekday;
  readonly hour: number;
  readonly minute: number;
  /** IANA name: `Europe/Berlin`. */
  readonly zone: string;
}

const minute = 60_000;
const day = 86_400_000;

/** Tells whether the name is a time zone that is known here. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The first such moment that is not before `now`, as epoch milliseconds. */
export function nextWeeklyMoment({ weekday, hour, minute, zone }: WeeklyMoment, now: number): number {
  const today = Math.floor((now + offsetAt(now, zone)) / day) * day;
  const ahead = (weekdays.indexOf(weekday) - new Date(today).getUTCDay() + 7) % 7;
  const wallTime = today + ahead * day + (hour * 60 + minute) * 60_000;
  const moment = fromWallTime(wallTime, zone);
  return moment >= now ? moment : fromWallTime(wallTime + 7 * day, zone);
}

/**
 * The moment at which clocks of the zone show this time (given as if it were UTC). A time that comes twice in autumn
 * is the first of the two; one that is left out in spring is as much later.
 */
function fromWallTime(wallTime: number, zone: string): number {
  const before = wallTime - offsetAt(wallTime - day, zone);
  const after = wallTime - offsetAt(wallTime + day, zone);
  return before + offsetAt(before, zone) === wallTime || after + offsetAt(after, zone) !== wallTime ? before : after;
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return shown - Math.floor(moment / minute) * minute;
}
