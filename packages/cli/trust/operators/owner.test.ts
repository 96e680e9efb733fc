import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin, makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';

/** A step that counts, a question, and a wait beside it that keeps the driver there. */
const checklist = `version: 1
id: sample
title: Sample
steps:
  - { id: one, title: One, type: shell, with: { script: "echo one >> .git/world" } }
  - id: both
    title: Both
    parallel: true
    steps:
      - id: ask
        title: Ask
        type: manual
        with:
          instructions: Look.
          questions: { seen: { type: text, label: What do you see } }
      - { id: pause, title: Pause, type: wait, with: { for: 1d } }
`;

let bench: Workbench;
let folder = '';
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/sample.yaml': checklist });
  folder = join(bench.directory, '.checklist/runs/r');
});
afterEach(() => bench.remove());

const world = () => bench.read('.git/world').trim().split('\n');
const journal = () => bench.read('.checklist/runs/r/journal.jsonl');
const isDriven = /driven by process \d+ on /;

/** Starts a run whose driver stays. */
async function begin() {
  const going = bench.start('run', 'sample', '--run', 'r', '--output', 'json');
  await going.printed('"type":"attempt-pending"');
  return going;
}

describe('whoever drives a run', { timeout: 600_000 }, () => {
  it('gives it up when it is killed, whatever it was doing: the next one takes over at once', async () => {
    const rounds = 10;
    for (let round = 0; round < rounds; round++) {
      const going = round === 0 ? await begin() : bench.start('resume', 'r', '--output', 'json');
      await going.printed('"type":"preflight-ended"', round + 1);
      expect((await bench.checklist('status', 'r')).stdout).toMatch(isDriven);
      going.kill('SIGKILL');
      await going.ended;
      expect((await bench.checklist('status', 'r')).stdout).not.toMatch(isDriven);
    }
    expect(await bench.checklist('resume', 'r', '--no-wait')).toMatchObject({ code: 4, stderr: '' });
    expect(world()).toEqual(['one']);
    recordFigure('Two operators', 'owners killed while they held a run', rounds);
  });

  it('keeps it while it is only stopped: nobody steals it, and what is sent waits and is carried out', async () => {
    const going = await begin();
    going.kill('SIGSTOP');
    const held = `run "r" is held by process ${going.pid} on ${hostname()} since \\S+Z, expected a run that nobody drives`;
    for (const command of [
      ['resume', 'r'],
      ['run', 'sample', '--run', 'r'],
    ]) {
      expect(await bench.checklist(...command)).toEqual({
        code: 5,
        stdout: '',
        stderr: expect.stringMatching(
          new RegExp(
            `^error: ${held}\nhint: "checklist status r" shows where it stands; answers and decisions reach it from here as well\n$`,
          ),
        ),
      });
    }
    const before = journal();
    expect(await bench.checklist('answer', 'r', 'ask', 'seen=x')).toEqual({
      code: 4,
      stdout: '',
      stderr: expect.stringMatching(
        new RegExp(
          `^error: ${held}, and has not taken the command in yet\nhint: the command is kept and is carried out as soon as the run goes on\n$`,
        ),
      ),
    });
    expect(journal()).toBe(before);
    going.kill('SIGCONT');
    await going.printed('"type":"answer-given"');
    going.kill('SIGINT');
    expect((await going.ended).code).toBe(130);
    expect(journal().split('"type":"answer-given"')).toHaveLength(2);
  });
});

describe('what another machine left', () => {
  it('does not hold a run: an owner that is gone, here or elsewhere, is nobody', async () => {
    expect((await bench.checklist('run', 'sample', '--run', 'r', '--no-wait')).code).toBe(4);
    for (const owner of [
      { pid: process.pid, hostname: hostname(), since: Date.now() },
      { pid: 1, hostname: 'a-host-that-is-gone', since: 0 },
      { pid: 1, hostname: 'a-host-that-is-gone', since: 0, isBrief: true },
    ]) {
      writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
      expect((await bench.checklist('status', 'r')).stdout).not.toMatch(isDriven);
      expect(await bench.checklist('resume', 'r', '--no-wait')).toMatchObject({ code: 4, stderr: '' });
    }
  });

  it('is told when the locked file is none, with what helps', async () => {
    expect((await bench.checklist('run', 'sample', '--run', 'r', '--no-wait')).code).toBe(4);
    const lock = join(folder, 'lock.db');
    const before = journal();
    writeFileSync(lock, 'x'.repeat(5_000));
    const hint =
      'see to it that you may write there; the file holds nothing, and may be removed while nobody drives the run';
    expect(await bench.checklist('resume', 'r')).toEqual({
      code: 5,
      stdout: '',
      stderr: `error: cannot lock ${lock}: file is not a database\nhint: ${hint}\n`,
    });
    expect((await bench.checklist('status', 'r')).code).toBe(0);
    rmSync(lock);
    mkdirSync(lock);
    expect(await bench.checklist('resume', 'r')).toEqual({
      code: 5,
      stdout: '',
      stderr: `error: cannot lock ${lock}: unable to open database file\nhint: ${hint}\n`,
    });
    expect(journal()).toBe(before);
    rmSync(lock, { recursive: true });
    expect(await bench.checklist('resume', 'r', '--no-wait')).toMatchObject({ code: 4, stderr: '' });
  });

  const canRename = spawnSync('unshare', ['-ru', 'hostname', 'elsewhere'], { stdio: 'ignore' }).status === 0;
  it.runIf(canRename)('goes on there, when its folder was copied in the middle of a run', async () => {
    const going = await begin();
    const there = await makeWorkbench({ 'checklists/sample.yaml': checklist });
    try {
      cpSync(join(bench.directory, '.checklist'), join(there.directory, '.checklist'), { recursive: true });
      const script = 'hostname elsewhere; "$@"';
      const call = (...args: readonly string[]) =>
        there.run('unshare', '-ru', 'bash', '-c', script, 'bash', process.execPath, bin, ...args);
      expect((await call('status', 'r')).stdout).not.toMatch(isDriven);
      expect(await call('answer', 'r', 'ask', 'seen=x')).toMatchObject({ code: 0, stderr: '' });
      expect(await call('resume', 'r', '--no-wait')).toMatchObject({ code: 4, stderr: '' });
      const copied = readFileSync(join(there.directory, '.checklist/runs/r/journal.jsonl'), 'utf8');
      expect(copied).toContain('"hostname":"elsewhere"');
      expect(copied.startsWith(journal())).toBe(true);
    } finally {
      there.remove();
    }
    going.kill('SIGINT');
    expect((await going.ended).code).toBe(130);
  });
});
