import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openProgramList } from './program-list.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = { step: 'launch', round: 1, attempt: 1 };

async function startGroup(script: string) {
  const leader = spawn('bash', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  await once(leader.stdout, 'data');
  return leader;
}

it('finds the programs of an attempt until they have ended, whatever they leave behind', async () => {
  const leader = await startGroup('sleep 60 & echo started; wait');
  const pid = leader.pid ?? 0;
  openProgramList(folder).note(key, pid);
  // Another process asks later.
  const list = openProgramList(folder);
  expect(list.findRunning(key)).toEqual([pid]);
  expect(list.findRunning({ ...key, attempt: 2 })).toEqual([]);
  leader.kill('SIGKILL');
  await once(leader, 'exit');
  expect(list.findRunning(key)).toEqual([]);
  process.kill(-pid, 'SIGKILL');
});

it('takes no other process for one of them', async () => {
  const leader = await startGroup('echo started; exec sleep 60');
  const pid = leader.pid ?? 0;
  const list = openProgramList(folder);
  list.note(key, pid);
  const file = join(folder, 'programs.jsonl');
  const note = readFileSync(file, 'utf8');
  const others = [
    note.replace(/"at":\d+/, '"at":5'),
    note.replace(/"hostname":"[^"]*"/, '"hostname":"elsewhere"'),
    note.replace(/"pid":\d+/, '"pid":1'),
    note.replace(/"pid":\d+/, '"pid":-1'),
    note.slice(0, 20),
    'null\n',
  ];
  writeFileSync(file, others.join(''));
  expect(list.findRunning(key)).toEqual([]);
  if (note.includes('"born"')) {
    writeFileSync(file, note.replace(/"born":"\d+"/, '"born":"1"'));
    expect(list.findRunning(key)).toEqual([]);
  }
  writeFileSync(file, note);
  expect(list.findRunning(key)).toEqual([pid]);
  process.kill(-pid, 'SIGKILL');
});

it('is only a help: a folder that takes no file is no fault', () => {
  const list = openProgramList(join(folder, 'missing'));
  list.note(key, process.pid);
  expect(list.findRunning(key)).toEqual([]);
});
