import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checklist } from '../model/checklist.ts';
import type { Command } from '../model/command.ts';
import type { RecordedEvent } from '../model/event.ts';
import type { RunState } from '../model/run-state.ts';
import { buildChecklist, buildGroup, buildStep } from '../testing/build-checklist.ts';
import { checkRunHost } from '../testing/check-run-host.ts';
import { statusesOf } from '../testing/simulate.ts';
import { readWorld, testStepTypes } from '../testing/test-step-types.ts';
import { type DriveRequest, driveRunFile } from './drive-run-file.ts';
import { createFileHost } from './file-host.ts';
import { createCommandId } from './inbox.ts';
import { acquireLock } from './lock.ts';
import { runFolder } from './run-folder.ts';
import { systemClock } from './system-clock.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'host-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const robb = { name: 'Robb' };
const host = () => createFileHost({ directory, env: {}, now: Date.now });
const word = (id: string, changes = {}) =>
  buildStep(id, { type: 'test.append', effect: 'local', with: { word: id }, outputs: ['word'], ...changes });

async function start(checklist: Checklist, confirmed: readonly string[] = []) {
  return host().start({ runId: 'run', checklist, inputs: {}, starter: robb, confirmed });
}

async function drive(changes: Partial<DriveRequest> = {}) {
  const events: RecordedEvent[] = [];
  const ended = await driveRunFile({
    runId: 'run',
    directory,
    stepTypes: testStepTypes,
    env: { PATH: process.env.PATH ?? '', ...changes.env },
    clock: systemClock,
    signal: new AbortController().signal,
    concurrency: 4,
    stayFor: () => false,
    onEvents: (batch) => events.push(...batch),
    onProgress: () => {},
    ...changes,
  });
  return { ended, events };
}

async function send(command: Command) {
  const id = createCommandId(Date.now());
  expect(await host().send('run', { id, by: robb, command })).toEqual({ ok: true, value: undefined });
  const { ended } = await drive({ isOnlyListening: true });
  return ended.ok ? ended.value.refusals.find(({ commandId }) => commandId === id)?.reason : ended.error;
}

function stateAfter(ended: Awaited<ReturnType<typeof drive>>['ended']): RunState {
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  return ended.value;
}

checkRunHost('the file host', () => ({
  host: host(),
  directory,
  drive: async () => stateAfter((await drive()).ended),
}));

describe('a run on files', () => {
  it('runs to its end, and every event is in the journal', async () => {
    await start(buildChecklist([word('a'), word('b')]));
    const { ended, events } = await drive();
    expect(stateAfter(ended).verdict).toBe('passed');
    expect(readWorld(directory)).toEqual(['a', 'b']);
    expect(events.map(({ type }) => type)).toEqual([
      'run-started',
      'driver-started',
      'preflight-ended',
      'attempt-started',
      'attempt-ended',
      'attempt-started',
      'attempt-ended',
      'run-ended',
    ]);
    const read = await host().read('run');
    expect(read.ok && read.value.lastSeq).toBe(8);
    expect(readFileSync(join(directory, '.checklist', '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('fills templates from inputs, values and upstream outputs', async () => {
    const checklist = buildChecklist(
      [
        word('a', { with: { word: '{{values.greeting}}' } }),
        word('b', { with: { word: 'after {{steps.a.outputs.word}}' } }),
      ],
      {
        values: { greeting: 'hello {{inputs.who}}' },
      },
    );
    await host().start({ runId: 'run', checklist, inputs: { who: '$(touch x)' }, starter: robb });
    await drive();
    expect(readWorld(directory)).toEqual(['hello $(touch x)', 'after hello $(touch x)']);
  });

  it('refuses the same run id twice', async () => {
    await start(buildChecklist([word('a')]));
    expect(await start(buildChecklist([word('b')]))).toEqual({
      ok: false,
      error: { type: 'run-exists', runId: 'run' },
    });
  });

  it('asks before an irreversible step, starts it after a yes, and not after a no', async () => {
    await start(buildChecklist([word('a', { effect: 'irreversible' })]));
    const asked = await drive();
    expect(readWorld(directory)).toEqual([]);
    expect(stateAfter(asked.ended).items.get(0)).toMatchObject({
      status: 'waiting',
      ask: { kind: 'confirmation', plan: ['append "a"'] },
    });
    expect(await send({ type: 'answer', step: 'a', answers: { confirm: false } })).toBeUndefined();
    expect(stateAfter((await drive()).ended).items.get(0)).toMatchObject({
      status: 'failed',
      failure: { message: 'Robb declined the confirmation' },
    });
    expect(await send({ type: 'retry', step: 'a' })).toBeUndefined();
    await drive();
    expect(await send({ type: 'answer', step: 'a', answers: { confirm: true } })).toBeUndefined();
    expect(stateAfter((await drive()).ended).verdict).toBe('passed');
    expect(readWorld(directory)).toEqual(['a']);
  });

  it('takes a confirmation that was given up front', async () => {
    await start(buildChecklist([word('a', { effect: 'irreversible' })]), ['a']);
    expect(stateAfter((await drive()).ended).verdict).toBe('passed');
  });

  it('waits for a person, takes the answer from another process, and refuses a bad one', async () => {
    await start(
      buildChecklist([
        buildStep('ask', { type: 'test.ask', outputs: ['seen'], effect: 'reads' }),
        word('b', { with: { word: '{{steps.ask.outputs.seen}}' } }),
      ]),
    );
    expect(statusesOf(stateAfter((await drive()).ended))).toEqual({ ask: 'waiting', b: 'pending' });
    expect(await send({ type: 'answer', step: 'ask', answers: {} })).toBe('"seen" has no answer, expected a text');
    expect(await send({ type: 'answer', step: 'ask', answers: { seen: 'a heart', more: 1 } })).toBe(
      '"ask" has no question "more", expected "seen"',
    );
    expect(await send({ type: 'answer', step: 'ask', answers: { seen: 'a heart' } })).toBeUndefined();
    expect(await send({ type: 'answer', step: 'ask', answers: { seen: 'again' } })).toBe(
      '"ask" asks nothing, it is waiting',
    );
    expect(stateAfter((await drive()).ended).verdict).toBe('passed');
    expect(readWorld(directory)).toEqual(['a heart']);
  });

  it('lets work go on elsewhere while the process is gone, and launches it once', async () => {
    await start(buildChecklist([buildStep('far', { type: 'test.remote' })]));
    const controller = new AbortController();
    const first = drive({
      signal: controller.signal,
      onEvents: (events) => events.at(-1)?.type === 'attempt-pending' && controller.abort(),
    });
    expect(statusesOf(stateAfter((await first).ended))).toEqual({ far: 'running' });
    writeFileSync(join(directory, 'done'), '');
    expect(stateAfter((await drive()).ended).verdict).toBe('passed');
    expect(readWorld(directory)).toEqual(['launched']);
  });

  it('never passes a step whose step type has a fault of its own', async () => {
    await start(buildChecklist([buildStep('a', { type: 'test.broken' })]));
    expect(stateAfter((await drive()).ended).items.get(0)).toMatchObject({
      status: 'inconclusive',
      failure: { message: 'the step type failed in an unexpected way: TypeError: cannot read x of undefined' },
    });
  });

  it('is inconclusive when an expectation cannot be evaluated, and failed when it does not hold', async () => {
    const wrong = word('a', { expect: [{ name: 'long', that: 'outputs.word.size() > 5' }] });
    const blind = word('b', { expect: [{ name: 'there', that: 'outputs.missing > 5' }] });
    await start(buildChecklist([buildGroup('g', [wrong, blind], { parallel: true })]));
    const state = stateAfter((await drive()).ended);
    expect(statusesOf(state)).toMatchObject({ a: 'failed', b: 'inconclusive' });
    expect(state.items.get(1).failure).toMatchObject({
      reason: 'expectation',
      message: 'it does not hold that "long"',
      details: ['long: outputs.word.size() > 5', '  found outputs.word = "a"'],
    });
  });

  it('ends a program whose time is up, and says so', async () => {
    const slow = buildStep('slow', {
      type: 'test.program',
      with: { command: ['sleep', '60'] },
      outputs: ['stdout'],
      timeout: 50,
    });
    await start(buildChecklist([slow]));
    const state = stateAfter((await drive()).ended);
    expect(state.items.get(0).failure).toMatchObject({
      reason: 'timed-out',
      message: 'the step took longer than its timeout of 50ms',
    });
  });

  it('undoes newest first', async () => {
    const once = (id: string) =>
      buildStep(id, { type: 'test.once', effect: 'reversible', with: { word: id }, outputs: ['word'] });
    await start(buildChecklist([once('a'), once('b')]));
    await drive();
    await send({ type: 'undo' });
    expect(stateAfter((await drive()).ended).verdict).toBe('undone');
    expect(readWorld(directory)).toEqual(['a', 'b', 'undo b', 'undo a']);
  });
});

describe('an interrupted attempt', () => {
  async function cutOff(checklist: Checklist) {
    await start(checklist);
    const controller = new AbortController();
    // The journal of a process that died after its effect and before its record.
    await drive({
      signal: controller.signal,
      onEvents: (events) => events.at(-1)?.type === 'attempt-started' && controller.abort(),
    });
    const { journal } = runFolder(directory, 'run');
    const lines = readFileSync(journal, 'utf8').split('\n');
    const upTo = lines.findIndex((line) => line.includes('"attempt-started"'));
    writeFileSync(journal, `${lines.slice(0, upTo + 1).join('\n')}\n`);
  }

  it('is probed, and not done again when its effect is there', async () => {
    await cutOff(
      buildChecklist([
        buildStep('a', { type: 'test.once', with: { word: 'a' }, outputs: ['word'], effect: 'reversible' }),
      ]),
    );
    const state = stateAfter((await drive()).ended);
    expect(state.items.get(0)).toMatchObject({ status: 'passed', note: 'was cut off, but was already there' });
    expect(readWorld(directory)).toEqual(['a']);
  });

  it('is asked about when nothing can be asked of the world', async () => {
    await cutOff(buildChecklist([word('a'), word('b')]));
    const state = stateAfter((await drive()).ended);
    expect(state.items.get(0)).toMatchObject({ status: 'unknown', ask: { kind: 'recovery' } });
    expect(readWorld(directory)).toEqual(['a']);
    expect(await send({ type: 'retry', step: 'a' })).toBe(
      '"a" is unknown: answer whether it happened before it is tried again',
    );
    expect(await send({ type: 'answer', step: 'a', answers: { happened: 'yes', word: 'a' } })).toBeUndefined();
    expect(stateAfter((await drive()).ended).verdict).toBe('passed');
    expect(readWorld(directory)).toEqual(['a', 'b']);
  });

  it('is made again when a person says that it did not happen', async () => {
    await cutOff(buildChecklist([word('a')]));
    await drive();
    await send({ type: 'answer', step: 'a', answers: { happened: 'no' } });
    expect(stateAfter((await drive()).ended).items.get(0)).toMatchObject({
      status: 'passed',
      attempts: [{ verdict: 'interrupted' }, { verdict: 'passed' }],
    });
  });

  it('is simply made again when it only reads', async () => {
    await cutOff(buildChecklist([word('a', { effect: 'reads' })]));
    expect(stateAfter((await drive()).ended).verdict).toBe('passed');
  });
});

describe('faults of the host', () => {
  it('tells who holds a run', async () => {
    await start(buildChecklist([word('a')]));
    const lock = acquireLock(runFolder(directory, 'run').root, { pid: process.pid, hostname: 'here', since: 5 });
    expect((await drive()).ended).toMatchObject({
      ok: false,
      error: { type: 'locked', owner: { pid: process.pid, since: 5 } },
    });
    expect(await host().findDriver('run')).toMatchObject({ pid: process.pid });
    if (lock.ok) lock.value.release();
    expect(await host().findDriver('run')).toBeUndefined();
    expect((await drive()).ended.ok).toBe(true);
  });

  it('does not take over a run that has ended, until a command opens it again', async () => {
    await start(buildChecklist([word('a')]));
    await drive();
    const journal = () => readFileSync(runFolder(directory, 'run').journal, 'utf8');
    const before = journal();
    expect(stateAfter((await drive()).ended).verdict).toBe('passed');
    expect(journal()).toBe(before);
    const id = createCommandId(Date.now());
    const command = { type: 'redo', item: 'a', reason: 'once more' } as const;
    await host().send('run', { id, by: robb, command });
    const { events } = await drive();
    expect(events.map(({ type }) => type).slice(before.split('\n').length - 1)).toEqual([
      'round-opened',
      'driver-started',
      'preflight-ended',
      'attempt-started',
      'attempt-ended',
      'run-ended',
    ]);
    expect(readWorld(directory)).toEqual(['a', 'a']);
  });

  it('cuts a torn last line off, keeps it beside, and goes on', async () => {
    await start(buildChecklist([word('a')]));
    const { journal, root } = runFolder(directory, 'run');
    appendFileSync(journal, '{"sum":"1234');
    expect(stateAfter((await drive()).ended).verdict).toBe('passed');
    const kept = readdirSync(root).find((name) => name.startsWith('journal.jsonl.torn-')) ?? '';
    expect(readFileSync(join(root, kept), 'utf8')).toBe('{"sum":"1234');
  });

  it('stops at any other damage, names the line, and writes nothing', async () => {
    await start(buildChecklist([word('a')]));
    await drive();
    const { journal } = runFolder(directory, 'run');
    const lines = readFileSync(journal, 'utf8').split('\n');
    const damaged = lines.with(2, (lines[2] ?? '').replace('preflight', 'prefligth')).join('\n');
    writeFileSync(journal, damaged);
    expect((await drive()).ended).toMatchObject({ ok: false, error: { type: 'damaged', line: 3, file: journal } });
    expect(readFileSync(journal, 'utf8')).toBe(damaged);
  });

  it('keeps a named secret out of the journal, the logs and what is shown', async () => {
    const secret = 'hush-hush-4711';
    const command = ['bash', '-c', 'printf hush-; sleep 0.05; printf "hush-4711\\n"; printenv TOKEN'];
    const secrets = { token: { env: 'TOKEN' } };
    const steps = [
      buildStep('named', { type: 'test.program', with: { command }, outputs: ['stdout'], secrets: ['token'] }),
      buildStep('other', {
        type: 'test.program',
        with: { command: ['bash', '-c', 'printenv TOKEN || echo none'] },
        outputs: ['stdout'],
      }),
    ];
    await start(buildChecklist(steps, { secrets }));
    const shown: unknown[] = [];
    const { ended, events } = await drive({
      env: { TOKEN: secret, PATH: process.env.PATH ?? '' },
      onProgress: (progress) => shown.push(progress),
    });
    expect(stateAfter(ended).items.get(0).outputs).toEqual({ stdout: '***\n***\n' });
    expect(stateAfter(ended).items.get(1).outputs).toEqual({ stdout: 'none\n' });
    const { root, logs } = runFolder(directory, 'run');
    const files = [join(root, 'journal.jsonl'), ...readdirSync(logs).map((name) => join(logs, name))].map((file) =>
      readFileSync(file, 'utf8'),
    );
    expect(JSON.stringify([events, shown, files])).not.toContain(secret);
    expect(JSON.stringify(shown)).not.toContain('hush-"');
  });

  it('does not start when a secret is missing', async () => {
    await start(buildChecklist([word('a', { secrets: ['token'] })], { secrets: { token: { env: 'NO_SUCH_TOKEN' } } }));
    const state = stateAfter((await drive()).ended);
    expect(state.lacks).toMatchObject([
      { step: 'a', message: 'the secret "token" is missing: the variable NO_SUCH_TOKEN is not set' },
    ]);
    expect(readWorld(directory)).toEqual([]);
  });
});
