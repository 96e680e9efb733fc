import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Checklist } from '../model/checklist.ts';
import type { Command } from '../model/command.ts';
import type { RunState } from '../model/run-state.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { statusesOf } from '../testing/simulate.ts';
import { readWorld, testStepTypes } from '../testing/test-step-types.ts';
import { type DriveRequest, driveRunFile } from './drive-run-file.ts';
import { createFileHost } from './file-host.ts';
import { createCommandId } from './inbox.ts';
import { runFolder } from './run-folder.ts';
import { systemClock } from './system-clock.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'side-doors-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const robb = { name: 'Robb' };
const host = () => createFileHost({ directory, env: {}, now: Date.now });
const gate = buildStep('gate', { type: 'test.ask', effect: 'reads', outputs: ['seen'] });
const pub = buildStep('pub', { type: 'test.append', effect: 'irreversible', with: { word: 'out' }, outputs: ['word'] });

async function start(checklist: Checklist, confirmed: readonly string[] = []): Promise<void> {
  await host().start({ runId: 'run', checklist, inputs: {}, starter: robb, confirmed });
}

async function drive(changes: Partial<DriveRequest> = {}): Promise<RunState> {
  const ended = await driveRunFile({
    ...{ runId: 'run', directory, env: {}, clock: systemClock, concurrency: 4, stepTypes: testStepTypes },
    signal: new AbortController().signal,
    stayFor: () => false,
    onEvents: () => {},
    onProgress: () => {},
    ...changes,
  });
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  return ended.value;
}

/** Sends a command that is taken without anything being started; gives back why it was refused. */
async function send(command: Command): Promise<string | undefined> {
  const id = createCommandId(Date.now());
  await host().send('run', { id, by: robb, command });
  const { refusals } = await drive({ isOnlyListening: true });
  return refusals.find(({ commandId }) => commandId === id)?.reason;
}

it('asks anew for a confirmation when the gate before it was opened anew', async () => {
  await start(buildChecklist([gate, pub]));
  await drive();
  await send({ type: 'answer', step: 'gate', answers: { seen: 'fine' } });
  expect(statusesOf(await drive()).pub).toBe('waiting');
  expect(await send({ type: 'answer', step: 'pub', answers: { confirm: true } })).toBeUndefined();
  expect(await send({ type: 'redo', item: 'gate', reason: 'found a bug' })).toBeUndefined();
  await drive();
  await send({ type: 'answer', step: 'gate', answers: { seen: 'fine' } });
  expect(statusesOf(await drive()).pub).toBe('waiting');
  expect(readWorld(directory)).toEqual([]);
});

it('takes a confirmation given at the start for the text that the step had then, and for no other', async () => {
  const edited = { ...pub, with: { word: 'EVERYTHING' }, digest: 'edited' };
  await start(buildChecklist([gate, pub]), ['pub']);
  await drive();
  await send({ type: 'answer', step: 'gate', answers: { seen: 'fine' } });
  const state = await drive({ edit: { checklist: buildChecklist([gate, edited], { digest: 'edited' }) } });
  expect(statusesOf(state).pub).toBe('waiting');
  expect(state.items.get(1).ask?.plan).toEqual(['append "EVERYTHING"']);
  expect(readWorld(directory)).toEqual([]);
});

it('lets nobody give by hand the word of somebody else', async () => {
  await start(buildChecklist([{ ...gate, isSignOff: true, manual: 'Call Axel.' }]));
  await drive();
  await send({ type: 'reject', step: 'gate', reason: 'broken' });
  expect(await send({ type: 'by-hand', step: 'gate' })).toBe(
    '"gate" is a sign-off, expected the word of who has to give it',
  );
});

it.each<[string, object, string]>([
  [
    'that this version does not know',
    { type: 'bogus' },
    '"bogus" is no command of this version, expected one that it knows',
  ],
  [
    'that names a method',
    { type: 'constructor' },
    '"constructor" is no command of this version, expected one that it knows',
  ],
  ['without a step', { type: 'retry' }, 'the command "retry" has no "step", expected a text'],
  ['without a reason', { type: 'skip', step: 'gate' }, 'the command "skip" has no "reason", expected a text'],
  [
    'with a reason that is no text',
    { type: 'pause', reason: 5 },
    'the command "pause" has a "reason" that is no text, expected one',
  ],
  [
    'for a question that is no number',
    { type: 'retry', step: 'gate', asked: 'x' },
    'the command "retry" has an "asked" that is no number, expected one',
  ],
  ['without answers', { type: 'answer', step: 'gate' }, 'the command "answer" has no "answers", expected a mapping'],
])('refuses a command %s, and goes on', async (_, command, reason) => {
  await start(buildChecklist([gate]));
  await drive();
  const file = join(runFolder(directory, 'run').inbox, '000000001-poison.json');
  writeFileSync(file, JSON.stringify({ id: '000000001-poison', by: robb, command }));
  const state = await drive();
  expect(state.refusals).toEqual([{ commandId: '000000001-poison', reason }]);
  expect(statusesOf(state).gate).toBe('waiting');
  expect(existsSync(file)).toBe(false);
});
