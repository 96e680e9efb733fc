import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from './system-clock.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 22);
beforeEach(() => vi.useFakeTimers({ now: start }));
afterEach(() => vi.useRealTimers());

/** Sets alarms after so many milliseconds, and tells which have rung. */
function setAlarms(...after: readonly number[]) {
  const clock = createSystemClock();
  const rung: number[] = [];
  const off = after.map((one) => clock.at(start + one, () => void rung.push(one)));
  return { rung, off };
}

describe('the clock of this machine', () => {
  it('rings when the moment has come, the earliest first, and never before it returns', () => {
    const { rung } = setAlarms(3 * hour, 0, hour, -5);
    expect(rung).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(rung).toEqual([0, -5]);
    vi.advanceTimersByTime(hour - 1);
    expect(rung).toEqual([0, -5]);
    vi.advanceTimersByTime(1);
    expect(rung).toEqual([0, -5, hour]);
    vi.advanceTimersByTime(2 * hour);
    expect(rung).toEqual([0, -5, hour, 3 * hour]);
  });

  it('makes nobody wait longer when it is set back', () => {
    const { rung } = setAlarms(60_000);
    vi.advanceTimersByTime(20_000);
    vi.setSystemTime(start - hour);
    vi.advanceTimersByTime(39_999);
    expect(rung).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(rung).toEqual([60_000]);
  });

  it('rings a few seconds after a sleep through the moment', () => {
    const { rung } = setAlarms(20 * hour);
    vi.advanceTimersByTime(10_000);
    vi.setSystemTime(start + 24 * hour);
    vi.advanceTimersByTime(5_000);
    expect(rung).toEqual([20 * hour]);
  });

  it('keeps one timer for all, and none when all are called off', () => {
    const { rung, off } = setAlarms(...Array.from({ length: 1_000 }, (_, index) => hour + index));
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(30_000);
    expect(vi.getTimerCount()).toBe(1);
    for (const call of off) call();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(2 * hour);
    expect(rung).toEqual([]);
  });
});
