const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long something took or takes, short enough for a line: `0.4s`, `12s`, `3m 04s`, `2h 05m`, `3d 4h`. */
export function showElapsed(milliseconds: number): string {
  const time = Math.max(0, milliseconds);
  if (time < 10 * second) return `${(Math.floor(time / 100) / 10).toFixed(1)}s`;
  if (time < minute) return `${Math.floor(time / second)}s`;
  if (time < hour) return `${Math.floor(time / minute)}m ${two(Math.floor((time % minute) / second))}s`;
  if (time < day) return `${Math.floor(time / hour)}h ${two(Math.floor((time % hour) / minute))}m`;
  return `${Math.floor(time / day)}d ${Math.floor((time % day) / hour)}h`;
}

/** The time of day here: `12:03:04`. */
export function showClock(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

/** The minute here, with the day when it is not today's: `14:30`, `Thu 14:30`, `24 Nov 14:30`. */
export function showDay(at: number, now: number): string {
  const date = new Date(at);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === new Date(now).toDateString()) return time;
  const isNear = Math.abs(at - now) < 6 * day;
  const [weekday = '', month = '', dayOfMonth = ''] = date.toDateString().split(' ');
  return isNear ? `${weekday} ${time}` : `${Number(dayOfMonth)} ${month} ${time}`;
}

/** Day and minute here: `24 Nov 14:30`. */
export function showLocalTime(at: number): string {
  return showDay(at, at + 7 * day);
}

/** Day and minute in UTC: `2026-11-24 12:03 UTC`. */
export function showMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
