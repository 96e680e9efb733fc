import type { StepResult } from '@checklist/engine/plugin';
import { describe, expect, it } from 'vitest';
import type { Look } from './look-at-run.ts';
import { readWaiting, settleLook } from './settle-look.ts';

const minute = 60_000;
const wait = { every: '5m', timeout: '20h', grace: '10m' };
const failure = { reason: 'expectation', message: 'run "r" is running, expected finished' } as const;
const running: Look = { type: 'running', failure, progress: { text: 'running' } };
const missing: StepResult = { type: 'failed', failure: { reason: 'not-found', message: 'gone' } };
const late: Look = { type: 'late', result: missing, progress: { text: 'not there yet' } };
const broken = { reason: 'cannot-tell', message: 'W&B answered 502' } as const;
const trouble: Look = { type: 'trouble', failure: broken, mayPass: true };

describe('settleLook', () => {
  it('waits for a run that goes on, until the time is up', () => {
    expect(settleLook(running, wait, { since: 0, lateSince: 5 }, minute)).toEqual({
      type: 'pending',
      handle: { since: 0 },
      checkAfter: 5 * minute,
      progress: { text: 'running' },
    });
    expect(settleLook(running, wait, { since: 0 }, 20 * 60 * minute - 1)).toMatchObject({
      type: 'pending',
      checkAfter: 1,
    });
    expect(settleLook(running, wait, { since: 0 }, 20 * 60 * minute)).toEqual({
      type: 'failed',
      failure: { reason: 'timed-out', message: 'after 20h run "r" is running, expected finished' },
    });
  });

  it('gives what may still come the grace time, from when it was first missed', () => {
    const first = settleLook(late, wait, { since: 0 }, 60 * minute);
    expect(first).toMatchObject({
      type: 'pending',
      handle: { since: 0, lateSince: 60 * minute },
      checkAfter: 5 * minute,
    });
    const waiting = { since: 0, lateSince: 60 * minute };
    expect(settleLook(late, wait, waiting, 69 * minute)).toMatchObject({ type: 'pending', checkAfter: minute });
    expect(settleLook(late, wait, waiting, 70 * minute)).toBe(missing);
    expect(settleLook(late, { every: '5m', timeout: '20h' }, { since: 0 }, 0)).toBe(missing);
  });

  it('looks again after trouble, no earlier than the service wants, and is inconclusive at the end', () => {
    const waiting = { since: 0, lateSince: minute };
    expect(settleLook({ ...trouble, retryAfter: 7 * minute }, wait, waiting, minute)).toEqual({
      type: 'pending',
      handle: waiting,
      checkAfter: 7 * minute,
      progress: { text: 'cannot tell yet: W&B answered 502' },
    });
    const inconclusive = { type: 'inconclusive', failure: broken };
    expect(settleLook(trouble, wait, waiting, 20 * 60 * minute)).toEqual(inconclusive);
    expect(settleLook({ ...trouble, mayPass: false }, wait, waiting, minute)).toEqual(inconclusive);
  });

  it('does not wait unless told to', () => {
    expect(settleLook(running, undefined, { since: 0 }, 0)).toEqual({ type: 'failed', failure });
    expect(settleLook(late, undefined, { since: 0 }, 0)).toBe(missing);
    expect(settleLook(trouble, undefined, { since: 0 }, 0)).toEqual({ type: 'inconclusive', failure: broken });
  });
});

it('reads back what it wrote, and nothing else', () => {
  expect(readWaiting({ since: 1, lateSince: 2 })).toEqual({ since: 1, lateSince: 2 });
  expect([readWaiting(null), readWaiting({ since: '1' })]).toEqual([undefined, undefined]);
});
