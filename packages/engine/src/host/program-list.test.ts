import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { markVariable } from '../steps/program-mark.ts';
import { openProgramList } from './program-list.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = { step: 'launch', round: 1, attempt: 1 };

async function startGroup(script: string, env: Readonly<Record<string, string>> = {}) {
  const leader = spawn('bash', ['-c', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  await once(leader.stdout, 'data');
  return leader;
}

it('finds the programs of an attempt until they have ended, whatever they leave behind', async () => {
  const leader = await startGroup('sleep 60 & echo started; wait');
  const pid = leader.pid ?? 0;
  openProgramList(folder).announce(key).note(pid);
  // Another process asks later.
  const list = openProgramList(folder);
  expect(list.findRunning(key)).toEqual([pid]);
  expect(list.findRunning({ ...key, attempt: 2 })).toEqual([]);
  leader.kill('SIGKILL');
  await once(leader, 'exit');
  expect(list.findRunning(key)).toEqual([]);
  process.kill(-pid, 'SIGKILL');
});

it.runIf(process.platform === 'linux')(
  'finds a program whose process id nobody lived to note, and not what it started',
  async () => {
    const announced = openProgramList(folder).announce(key);
    const leader = await startGroup('sleep 60 & echo started; wait', markVariable(announced.mark));
    const list = openProgramList(folder);
    expect(list.findRunning(key)).toEqual([leader.pid]);
    expect(list.findRunning({ ...key, attempt: 2 })).toEqual([]);
    leader.kill('SIGKILL');
    await once(leader, 'exit');
    expect(list.findRunning(key)).toEqual([]);
    process.kill(-(leader.pid ?? 0), 'SIGKILL');
  },
);

it('does not search for a program whose process id is known', async () => {
  const announced = openProgramList(folder).announce(key);
  const ended = await startGroup('echo started; exec sleep 60');
  announced.note(ended.pid ?? 0);
  ended.kill('SIGKILL');
  await once(ended, 'exit');
  const heir = await startGroup('echo started; exec sleep 60', markVariable(announced.mark));
  expect(openProgramList(folder).findRunning(key)).toEqual([]);
  heir.kill('SIGKILL');
});

it('takes no other process for one of them', async () => {
  const leader = await startGroup('echo started; exec sleep 60');
  const pid = leader.pid ?? 0;
  const list = openProgramList(folder);
  list.announce(key).note(pid);
  const file = join(folder, 'programs.jsonl');
  const note = readFileSync(file, 'utf8').replace(/^.*\n/, '');
  const others = [
    note.replace(/"at":\d+/, '"at":5').replace(/,"boot":"[^"]*"/, ''),
    ...(note.includes('"boot"') ? [note.replace(/"boot":"[^"]*"/, '"boot":"another"')] : []),
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
  if (note.includes('"boot"')) {
    // The clock was set since.
    writeFileSync(file, note.replace(/"at":\d+/, '"at":5'));
    expect(list.findRunning(key)).toEqual([pid]);
  }
  process.kill(-pid, 'SIGKILL');
});

it('is only a help: a folder that takes no file is no fault', () => {
  const list = openProgramList(join(folder, 'missing'));
  list.announce(key).note(process.pid);
  expect(list.findRunning(key)).toEqual([]);
});
