import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFileHost, driveRunFile, type RecordedEvent } from '@checklist/engine';
import { defineStepType } from '@checklist/engine/plugin';
import { createHandClock } from '@checklist/engine/testing';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';

const minute = 60_000;
const steps = 1_000;
const every = 15 * minute;
/** Milliseconds for which a real process is watched. */
const watched = 8_000;
const day = 24 * 60 * minute;
const start = Date.UTC(2026, 10, 22);

/** Work elsewhere that takes a day, looked at each quarter of an hour. */
const elsewhere = defineStepType({
  type: 'elsewhere',
  summary: 'Waits for work elsewhere',
  effect: 'reads',
  options: Type.Object({}, { additionalProperties: false }),
  outputs: () => ({}),
  start: async () => ({ type: 'pending', handle: 'job 7', checkAfter: every }),
  check: async (handle, _options, { now }) =>
    now() >= start + day ? { type: 'passed', outputs: {} } : { type: 'pending', handle, checkAfter: every },
});

const shared = { contacts: {}, inputs: {}, values: {}, secrets: {}, profiles: {}, digest: 'one' };
const checklist = {
  id: 'waiting',
  title: 'A thousand that wait',
  ...shared,
  items: [
    {
      kind: 'group' as const,
      id: 'all',
      title: 'All',
      parallel: true,
      finally: [],
      items: Array.from({ length: steps }, (_, index) => ({
        kind: 'step' as const,
        id: `s${index}`,
        title: `Step ${index}`,
        type: 'elsewhere',
        with: {},
        effect: 'reads' as const,
        expect: [],
        secrets: [],
        outputs: [],
        digest: `s${index}`,
      })),
    },
  ],
};

const promise = 'Long and large';
let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/waits.yaml': writeWaits() });
});
afterAll(() => bench.remove());

/** A thousand steps that wait for a day, as YAML. */
function writeWaits(): string {
  const step = (_: unknown, index: number) =>
    `      - { id: s${index}, title: Step ${index}, type: wait, with: { for: 1d } }`;
  const head = [
    'version: 1',
    'id: waits',
    'title: Waits',
    'steps:',
    '  - id: all',
    '    title: All',
    '    parallel: true',
  ];
  return [...head, '    steps:', ...Array.from({ length: steps }, step), ''].join('\n');
}

describe('a thousand steps that wait at once', () => {
  it('for a day of pretended time, looked at each quarter of an hour, take little work, and their journal is replayed in a second or so', async () => {
    const clock = createHandClock(start);
    const { directory } = bench;
    const host = createFileHost({ directory, env: {}, now: clock.now });
    await host.start({ runId: 'day', checklist, inputs: {}, starter: { name: 'Robb' } });
    const before = process.cpuUsage();
    let events: readonly RecordedEvent[] = [];
    const driven = await driveRunFile({
      runId: 'day',
      directory,
      stepTypes: [elsewhere],
      env: {},
      clock,
      signal: new AbortController().signal,
      concurrency: 4,
      stayFor: () => false,
      onEvents: (batch) => {
        events = batch;
      },
      onProgress: () => {},
    });
    const { user, system } = process.cpuUsage(before);
    expect(driven).toMatchObject({ ok: true, value: { verdict: 'passed' } });
    expect(events.at(-1)?.type).toBe('run-ended');
    expect(clock.elapsed()).toBe(day);
    const count = driven.ok ? driven.value.lastSeq : 0;
    // Each step: its start, a look each quarter of an hour, and its end.
    expect(count).toBe(4 + steps * (1 + day / every + 1));
    recordFigure(promise, `events of ${steps} steps that wait for a day`, count);
    recordFigure(promise, 'processor time for that day, in seconds', Math.round((user + system) / 1e5) / 10);

    const file = join(directory, '.checklist/runs/day/journal.jsonl');
    const started = process.cpuUsage();
    const read = await host.read('day');
    const replaying = process.cpuUsage(started);
    expect(read.ok && read.value.lastSeq).toBe(count);
    const seconds = (replaying.user + replaying.system) / 1e6;
    recordFigure('Journal', 'events replayed in a second of processor time', Math.round(count / seconds));
    recordFigure('Journal', 'megabytes of that journal', Math.round(readFileSync(file).length / 1e6));
    rmSync(join(directory, '.checklist/runs/day'), { recursive: true });
  });

  it.skipIf(!existsSync('/proc/self/stat'))('let a real process sleep', async () => {
    const going = bench.start('run', 'waits', '--run', 'r', '--output', 'json');
    await going.printed('"attempt-pending"', steps);
    await sleep(2_000);
    const before = readUse(going.pid);
    await sleep(watched);
    const after = readUse(going.pid);
    going.kill('SIGINT');
    expect((await going.ended).code).toBe(130);
    const processor = (after.milliseconds - before.milliseconds) / watched;
    const wakeups = ((after.wakeups - before.wakeups) / watched) * 1_000;
    expect(processor).toBeLessThan(0.05);
    expect(wakeups).toBeLessThan(30);
    recordFigure(promise, `share of a processor with ${steps} steps waiting, in per cent`, processor * 100);
    recordFigure(promise, 'wake-ups a second of that process', Math.round(wakeups * 10) / 10);
    recordFigure(promise, 'its memory, in megabytes', Math.round(after.megabytes));
  });
});

/** What the system says of a process: time on the processor, how often it woke up, and what it holds. */
function readUse(pid: number) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const readField = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  // The system counts in hundredths of a second.
  const milliseconds = ((fields[11] ?? 0) + (fields[12] ?? 0)) * 10;
  return { milliseconds, wakeups: readField('voluntary_ctxt_switches'), megabytes: readField('VmRSS') / 1024 };
}
