import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../model/command.ts';
import type { RecordedEvent } from '../model/event.ts';
import { defineStepType } from '../model/step-type.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { statusesOf } from '../testing/simulate.ts';
import { testStepTypes } from '../testing/test-step-types.ts';
import { driveRunFile } from './drive-run-file.ts';
import { createFileHost } from './file-host.ts';
import { createCommandId } from './inbox.ts';
import { systemClock } from './system-clock.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'overtaken-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const robb = { name: 'Robb' };
const host = () => createFileHost({ directory, env: {}, now: Date.now });

/** Resolves when whoever drives the run has taken the command. */
async function sendAndWait(command: Command): Promise<void> {
  const id = createCommandId(Date.now());
  await host().send('run', { id, by: robb, command });
  await vi.waitFor(async () => {
    const state = await host().read('run');
    expect(state.ok && state.value.commandIds.has(id)).toBe(true);
  });
}

/** A step type that is looked at for as long as a person takes to decide something. */
function looking(onProbe: () => Promise<void>, onStart: () => void) {
  return defineStepType({
    type: 'test.tag',
    summary: 'Tags',
    effect: 'reversible',
    options: Type.Object({}, { additionalProperties: false }),
    outputs: () => ({}),
    async probe() {
      await onProbe();
      return { type: 'absent' };
    },
    async start(_options, { signal }) {
      onStart();
      return signal.aborted
        ? { type: 'failed', failure: { reason: 'interrupted', message: 'it was stopped' } }
        : { type: 'passed', outputs: {} };
    },
  });
}

const tag = buildStep('tag', { type: 'test.tag', effect: 'reversible', manual: 'Tag it.' });
const checklist = buildChecklist([buildStep('gate', { type: 'test.ask', effect: 'reads', outputs: ['seen'] }), tag]);

/** Drives the run; the first look at the step takes until the command has been taken, and without one its start is cut off. */
async function drive(command: Command | undefined, done: string[]) {
  const events: RecordedEvent[] = [];
  const stop = new AbortController();
  let isFirst = true;
  const onProbe = async () => {
    if (isFirst && command !== undefined) await sendAndWait(command);
    isFirst = false;
  };
  const onStart = () => {
    done.push('started');
    if (command === undefined) stop.abort();
  };
  const ended = await driveRunFile({
    ...{ runId: 'run', directory, env: {}, clock: systemClock, concurrency: 4, signal: stop.signal },
    stepTypes: [...testStepTypes, looking(onProbe, onStart)],
    stayFor: () => false,
    onEvents: (batch) => events.push(...batch),
    onProgress: () => {},
  });
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  const started = events.flatMap((event) => (event.type === 'attempt-started' ? [event.step] : []));
  return { state: ended.value, started, types: events.map(({ type }) => type) };
}

/** A run whose gate was opened by a person, so that the step behind it comes next. */
async function begin(): Promise<void> {
  await host().start({ runId: 'run', checklist, inputs: {}, starter: robb });
  await drive(undefined, []);
  const command: Command = { type: 'answer', step: 'gate', answers: { seen: 'all is well' } };
  await host().send('run', { id: createCommandId(Date.now()), by: robb, command });
}

describe('a decision that is taken while a step is looked at', () => {
  it.each<[string, Command, string, string[]]>([
    ['skipped', { type: 'skip', step: 'tag', reason: 'no tag' }, 'skipped', ['gate']],
    ['taken over by hand', { type: 'by-hand', step: 'tag' }, 'waiting', ['gate', 'tag']],
    ['called off', { type: 'cancel', reason: 'enough' }, 'cancelled', ['gate']],
    ['put behind what is asked anew', { type: 'redo', item: 'gate', reason: 'a bug' }, 'pending', ['gate', 'gate']],
  ])('wins: %s', async (_, command, status, attempts) => {
    await begin();
    const done: string[] = [];
    const { state, started, types } = await drive(command, done);
    expect(statusesOf(state).tag).toBe(status);
    expect(started).toEqual(attempts);
    expect(done).toEqual([]);
    expect(types.slice(types.indexOf('run-ended') + 1 || types.length)).toEqual([]);
  });

  it('is refused while it is looked at what became of an attempt that was cut off: nobody can know yet', async () => {
    await begin();
    const done: string[] = [];
    expect(statusesOf((await drive(undefined, done)).state).tag).toBe('running');
    const { state } = await drive({ type: 'skip', step: 'tag', reason: 'no tag' }, done);
    expect(state.refusals.map(({ reason }) => reason)).toEqual([
      '"tag" is unknown, expected a step that is not under way',
    ]);
    expect(statusesOf(state).tag).toBe('passed');
    expect(done).toEqual(['started', 'started']);
  });

  it('does not settle unseen what was cut off when the run is cancelled, and does not start it again either', async () => {
    await begin();
    const done: string[] = [];
    await drive(undefined, done);
    const { state, types } = await drive({ type: 'cancel', reason: 'enough' }, done);
    expect(types.slice(types.indexOf('run-cancelled'))).toEqual(['run-cancelled', 'attempt-ended', 'run-ended']);
    expect(state.items.get(1).attempts.map(({ verdict }) => verdict)).toEqual(['interrupted']);
    expect([statusesOf(state).tag, state.verdict, ...done]).toEqual(['cancelled', 'cancelled', 'started']);
  });
});
