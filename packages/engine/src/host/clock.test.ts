import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createHastyClock } from './clock.ts';

const hour = 3_600_000;

/** Puts timers on a clock and gives the names in the order in which they were called. */
async function callAll(clock: ReturnType<typeof createHastyClock>, hours: readonly number[]): Promise<number[]> {
  const start = clock.now();
  const called: number[] = [];
  await Promise.all(
    hours.map(
      (after) => new Promise<void>((resolve) => clock.at(start + after * hour, () => resolve(void called.push(after)))),
    ),
  );
  return called;
}

describe('createHastyClock', () => {
  it('jumps from wait to wait in their order, and not further', async () => {
    const clock = createHastyClock(5);
    const start = clock.now();
    expect(await callAll(clock, [72, 1, 20])).toEqual([1, 20, 72]);
    expect((clock.now() - start) / hour).toBeCloseTo(72, 1);
  });

  it('stands while work is under way', async () => {
    const clock = createHastyClock(1);
    const start = clock.now();
    const release = clock.hold();
    const called = callAll(clock, [8]);
    await sleep(30);
    expect(clock.now() - start).toBeLessThan(hour);
    release();
    expect(await called).toEqual([8]);
  });

  it('does not hurry for somebody who only watches', async () => {
    const clock = createHastyClock(1);
    const seen: string[] = [];
    clock.watch(clock.now() + 24 * hour, () => void seen.push('a day'));
    clock.watch(clock.now() + hour, () => void seen.push('an hour'));
    await callAll(clock, [2]);
    expect(seen).toEqual(['an hour']);
  });

  it('calls a timer off', async () => {
    const clock = createHastyClock(1);
    const called: string[] = [];
    clock.at(clock.now() + hour, () => void called.push('off'))();
    await callAll(clock, [2]);
    expect(called).toEqual([]);
  });
});
