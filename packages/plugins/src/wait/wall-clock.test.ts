import { expect, it } from 'vitest';
import { isTimeZone, nextWeeklyMoment } from './wall-clock.ts';

const next = (now: string, weekday: 'sunday' | 'monday', hour: number, minute: number, zone: string) =>
  new Date(nextWeeklyMoment({ weekday, hour, minute, zone }, Date.parse(now))).toISOString();

it.each([
  ['later today', '2026-11-23T05:00Z', '2026-11-23T08:00:00.000Z'],
  ['now', '2026-11-23T08:00Z', '2026-11-23T08:00:00.000Z'],
  ['a week later once it has passed', '2026-11-23T08:01Z', '2026-11-30T08:00:00.000Z'],
  ['later this week', '2026-11-25T12:00Z', '2026-11-30T08:00:00.000Z'],
  ['over the start of summer time', '2026-03-27T12:00Z', '2026-03-30T07:00:00.000Z'],
  ['over the end of summer time', '2026-10-20T12:00Z', '2026-10-26T08:00:00.000Z'],
])('finds Monday 09:00 in Berlin: %s', (_case, now, moment) => {
  expect(next(now, 'monday', 9, 0, 'Europe/Berlin')).toBe(moment);
});

it('uses the day of the zone, not of UTC', () => {
  expect(next('2026-11-22T23:30Z', 'monday', 1, 0, 'Europe/Berlin')).toBe('2026-11-23T00:00:00.000Z');
  expect(next('2026-11-23T02:00Z', 'sunday', 20, 0, 'America/Los_Angeles')).toBe('2026-11-23T04:00:00.000Z');
  expect(next('2026-11-22T12:00Z', 'monday', 9, 0, 'Asia/Kathmandu')).toBe('2026-11-23T03:15:00.000Z');
});

it('moves a time that the clocks leave out, and takes the first of two', () => {
  expect(next('2026-03-28T12:00Z', 'sunday', 2, 30, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(next('2026-10-24T12:00Z', 'sunday', 2, 30, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  expect(next('2026-03-29T00:00Z', 'sunday', 9, 0, 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
  expect(next('2026-03-07T12:00Z', 'sunday', 2, 30, 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
});

it('knows its time zones', () => {
  expect([isTimeZone('Europe/Berlin'), isTimeZone('UTC'), isTimeZone('Mars/Olympus')]).toEqual([true, true, false]);
});
