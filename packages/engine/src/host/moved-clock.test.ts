import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Poll, Step } from '../model/checklist.ts';
import type { RecordedEvent } from '../model/event.ts';
import { defineStepType, type StepResult, type StepType } from '../model/step-type.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { createHandClock, type HandClock } from '../testing/hand-clock.ts';
import { driveRunFile } from './drive-run-file.ts';
import { createFileHost } from './file-host.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 10, 22, 12);

let directory = '';
let clock: HandClock;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'clock-'));
  clock = createHandClock(start);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

type Look = (look: number) => StepResult;

const ready = (isReady: boolean): StepResult => ({ type: 'passed', outputs: { ready: isReady } });
const pending: StepResult = { type: 'pending', handle: 'job 7', checkAfter: 5 * minute };
const down: StepResult = { type: 'inconclusive', failure: { reason: 'http-status', message: '502' } };

/** A step type that does at each look what the test says. */
function looking(look: Look): StepType {
  let looks = 0;
  return defineStepType({
    type: 'test.look',
    summary: 'Looks',
    effect: 'reads',
    options: Type.Object({}, { additionalProperties: false }),
    outputs: () => ({}),
    start: async () => look(++looks),
    check: async () => look(++looks),
  });
}

const poll: Poll = { until: 'outputs.ready', every: minute, timeout: 10 * minute, grace: 3 * minute };

async function begin(changes: Partial<Step>): Promise<void> {
  const host = createFileHost({ directory, env: {}, now: clock.now });
  const checklist = buildChecklist([buildStep('look', { type: 'test.look', effect: 'reads', ...changes })]);
  await host.start({ runId: 'run', checklist, inputs: {}, starter: { name: 'Robb' } });
}

/** Drives the run; `look` may tell it to stop. */
async function drive(look: Look, stop = new AbortController()) {
  const events: RecordedEvent[] = [];
  const ended = await driveRunFile({
    runId: 'run',
    directory,
    stepTypes: [looking(look)],
    env: {},
    clock,
    signal: stop.signal,
    concurrency: 4,
    stayFor: () => false,
    onEvents: (batch) => events.push(...batch),
    onProgress: () => {},
  });
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  const times = events.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const { status, failure } = ended.value.items.get(0);
  return { status, failure: failure?.message, looks: events.filter(({ type }) => type === 'attempt-pending').length };
}

const overdue = 'after 10m it still does not hold that outputs.ready';

describe('a clock that is set back by an hour', () => {
  it('makes a poll neither longer nor shorter', async () => {
    await begin({ poll });
    const ended = await drive((look) => {
      if (look === 4) clock.move(-hour);
      return ready(false);
    });
    // The minute in which the hands were moved does not count.
    expect(ended).toEqual({ status: 'failed', failure: overdue, looks: 11 });
    expect(clock.elapsed()).toBe(11 * minute);
  });

  it('lets work elsewhere be looked at when it is due, and makes its time no shorter', async () => {
    await begin({ timeout: 2 * hour });
    const ended = await drive((look) => {
      if (look === 2) clock.move(-hour);
      return look < 30 ? pending : ready(true);
    });
    expect(ended).toEqual({ status: 'passed', failure: undefined, looks: 29 });
    expect(clock.elapsed()).toBe(29 * 5 * minute);
  });

  it.each([
    ['a poll', { poll }, (look: number) => ready(look > 1), minute],
    ['work elsewhere', {}, (look: number) => (look === 1 ? pending : ready(true)), 5 * minute],
    [
      'a retry',
      { retry: { attempts: 2, delay: 2 * minute, factor: 1, maxDelay: hour } },
      (look: number) => (look === 1 ? down : ready(true)),
      2 * minute,
    ],
  ] as const)('between two drivers makes nobody wait longer: %s', async (_, changes, look, longest) => {
    await begin(changes);
    const stop = new AbortController();
    let seen = 0;
    // Stopped while the alarm for the second look is set.
    const first = drive((count) => {
      seen = count;
      clock.at(clock.now() + 1, () => stop.abort());
      return look(count);
    }, stop);
    await first;
    expect(seen).toBe(1);
    clock.move(-hour);
    const before = clock.elapsed();
    expect(await drive((count) => look(seen + count))).toMatchObject({ status: 'passed' });
    expect(clock.elapsed() - before).toBeLessThanOrEqual(longest);
  });
});

describe('a machine that was asleep for a day', () => {
  it('looks once more before a poll whose time is over fails', async () => {
    await begin({ poll });
    const sleepy = (isReady: boolean) => (look: number) => {
      if (look === 3) clock.move(day);
      return ready(isReady && look > 3);
    };
    expect(await drive(sleepy(true))).toEqual({ status: 'passed', failure: undefined, looks: 3 });
  });

  it('fails a poll at the first look that tells that it does not hold', async () => {
    await begin({ poll });
    const ended = await drive((look) => {
      if (look === 3) clock.move(day);
      return look === 4 || look === 5 ? down : ready(false);
    });
    const failure = 'after 1d it still does not hold that outputs.ready';
    expect(ended).toEqual({ status: 'failed', failure, looks: 5 });
  });

  it.each([
    ['counts work elsewhere that ended meanwhile', ready(true), 'passed', undefined],
    ['fails work elsewhere that still goes on', pending, 'failed', 'the step took longer than its timeout of 2h'],
  ] as const)('%s', async (_, found, status, failure) => {
    await begin({ timeout: 2 * hour });
    const ended = await drive((look) => {
      if (look === 3) clock.move(day);
      return look > 3 ? found : pending;
    });
    expect(ended).toEqual({ status, failure, looks: 3 });
  });
});
