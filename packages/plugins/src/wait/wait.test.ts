import { checkStepType, fakeContext } from '@checklist/engine/testing';
import { describe, expect, it } from 'vitest';
import { wait } from './wait.ts';

const start = Date.parse('2026-11-20T10:00Z');
const at = (now: number) => fakeContext({ directory: '/', now: () => now });

checkStepType(wait, async () => {
  let now = start;
  return {
    context: fakeContext({ directory: '/', now: () => now }),
    options: { for: '72h' },
    snapshot: async () => undefined,
    elapse: (ms) => {
      now += ms;
    },
  };
});

describe('wait', () => {
  it('is pending until the moment, whatever became of the process meanwhile', async () => {
    const until = start + 72 * 3_600_000;
    const handle = { since: start };
    const pending = (checkAfter: number) => ({
      type: 'pending',
      handle,
      checkAfter,
      progress: { text: 'until 2026-11-23T10:00:00.000Z', endsAt: Date.parse('2026-11-23T10:00:00.000Z') },
    });
    expect(await wait.start({ for: '72h' }, at(start))).toEqual(pending(72 * 3_600_000));
    expect(await wait.check?.(handle, { for: '72h' }, at(until - 1))).toEqual(pending(1));
    const passed = { type: 'passed', outputs: { ended_at: '2026-11-23T10:00:00.000Z' } };
    expect(await wait.check?.(handle, { for: '72h' }, at(until + 5))).toEqual(passed);
  });

  it('waits as long as the text says now, counted from its beginning', async () => {
    const handle = { since: start };
    const later = at(start + 9_000);
    expect(await wait.check?.(handle, { for: '8s' }, later)).toMatchObject({ type: 'passed' });
    const checkAfter = 72 * 3_600_000 - 9_000;
    expect(await wait.check?.(handle, { for: '72h' }, later)).toMatchObject({ type: 'pending', handle, checkAfter });
    expect(await wait.check?.(handle, { until: '2026-11-20T10:00:08Z' }, later)).toMatchObject({ type: 'passed' });
  });

  it.each([
    [{ for: '0s' }, '2026-11-20T10:00:00.000Z'],
    [{ until: '2026-11-19T00:00+01:00' }, '2026-11-18T23:00:00.000Z'],
  ])('passes at once when %j is over', async (options, ended_at) => {
    expect(await wait.start(options, at(start))).toEqual({ type: 'passed', outputs: { ended_at } });
  });

  it('waits for a weekday in a zone', async () => {
    const until = { weekday: 'monday' as const, at: '09:00', zone: 'Europe/Berlin' };
    expect(await wait.start({ until }, at(start))).toMatchObject({
      handle: { since: start },
      progress: { endsAt: Date.parse('2026-11-23T08:00Z') },
    });
    expect(wait.plan?.({ until })).toEqual(['wait until monday 09:00 in Europe/Berlin']);
  });

  const monday = { weekday: 'monday' as const, at: '09:00', zone: 'UTC' };
  const moment = 'expected a moment with its zone such as "2026-11-24T00:00Z"';
  it.each([
    [{ for: '3 weeks' }, '"for" is "3 weeks", expected a duration such as "72h"'],
    [{ for: '999999999d' }, '"for" is "999999999d", expected a duration such as "72h"'],
    [{ until: '2026-11-24' }, `"until" is "2026-11-24", ${moment}`],
    [{ until: '2026-11-24T00:00' }, `"until" is "2026-11-24T00:00", ${moment}`],
    [{ until: '2026-02-30T00:00Z' }, `"until" is "2026-02-30T00:00Z", ${moment}`],
    [{ until: '2026-11-24T25:00Z' }, `"until" is "2026-11-24T25:00Z", ${moment}`],
    [{ until: { ...monday, at: '9:00' } }, '"at" is "9:00", expected a time of the day such as "09:00"'],
    [{ until: { ...monday, zone: 'Berlin' } }, '"zone" is "Berlin", expected a time zone such as "Europe/Berlin"'],
  ])('refuses %j', async (options, message) => {
    expect(await wait.start(options, at(start))).toEqual({ type: 'failed', failure: { reason: 'options', message } });
    const lack = { message, hint: 'Correct the options of this step.' };
    expect(await wait.preflight?.(options, at(start))).toEqual([lack]);
  });

  it('does not pass on a handle that it cannot read', async () => {
    expect(await wait.check?.('x', { for: '72h' }, at(start))).toMatchObject({ type: 'inconclusive' });
    expect(await wait.preflight?.({}, at(start))).toEqual([]);
  });
});
