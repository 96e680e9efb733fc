import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';

/** Programs that do not want to go; each writes the ids of its processes to `.git/pids`. */
const stubborn: Readonly<Record<string, string>> = {
  'ignores SIGTERM': `trap '' TERM INT HUP; echo $$ >> .git/pids; echo here; while true; do sleep 0.2; done`,
  'ignores it in a child as well': `(trap '' TERM INT HUP; echo $BASHPID >> .git/pids; while true; do sleep 0.2; done) & trap '' TERM; echo $$ >> .git/pids; echo here; wait; wait`,
  'has left its group': `setsid bash -c 'trap "" TERM INT HUP; echo $$ >> .git/pids; while true; do sleep 0.2; done' & echo $$ >> .git/pids; sleep 0.3; echo here; wait`,
  'has become a daemon': `setsid bash -c '(trap "" TERM HUP; echo $BASHPID >> .git/pids; exec > /dev/null 2>&1 < /dev/null; while true; do sleep 0.2; done) &' ; sleep 0.3; echo $$ >> .git/pids; echo here; sleep 300`,
};

const names = Object.keys(stubborn);
const checklist = (script: string) => `version: 1
id: sample
title: Sample
steps:
  - id: long
    title: Long
    type: shell
    with:
      script: |
        ${script}
`;

let bench: Workbench;
beforeEach(async () => {
  bench = await makeWorkbench({});
});
afterEach(() => {
  for (const pid of isLinux ? living() : []) process.kill(pid, 'SIGKILL');
  bench.remove();
});

const isLinux = existsSync('/proc/self/stat');

/** The processes of the step that are still running. */
function living(): number[] {
  const file = join(bench.directory, '.git/pids');
  const pids = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
  return pids.filter((pid) => {
    try {
      return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    } catch {
      return false;
    }
  });
}

async function begin(name: string) {
  bench.write('checklists/sample.yaml', checklist(stubborn[name] ?? ''));
  const going = bench.start('run', 'sample', '--run', 'r', '--output', 'json');
  await going.printed('"here');
  expect(living().length).toBeGreaterThan(0);
  return going;
}

describe.runIf(isLinux)('a step whose program', { timeout: 120_000 }, () => {
  it.each(names)('%s is ended by Ctrl+C, and nobody is left behind', async (name) => {
    const going = await begin(name);
    going.kill('SIGINT');
    expect((await going.ended).code).toBe(130);
    await expect.poll(living, { timeout: 5_000 }).toEqual([]);
  });

  it.each(names)('%s is ended at once by Ctrl+C twice', async (name) => {
    const going = await begin(name);
    going.kill('SIGINT');
    await sleep(300);
    going.kill('SIGINT');
    // One that had ended in order meanwhile is ended by the signal itself.
    expect([130, null]).toContain((await going.ended).code);
    await expect.poll(living, { timeout: 5_000 }).toEqual([]);
  });

  it('overruns its time is ended, with all that it started', async () => {
    const text = checklist(stubborn['has become a daemon'] ?? '').replace(
      'type: shell',
      'type: shell\n    timeout: 2s',
    );
    bench.write('checklists/sample.yaml', text);
    const ended = await bench.checklist('run', 'sample', '--run', 'r');
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('the step took longer than its timeout of 2s');
    expect(readFileSync(join(bench.directory, '.git/pids'), 'utf8').trim().split('\n')).toHaveLength(2);
    await expect.poll(living, { timeout: 5_000 }).toEqual([]);
    recordFigure('Long and large', 'kinds of programs that do not want to go, all ended', names.length);
  });

  it('ends and leaves a child with its pipes ends with it', async () => {
    bench.write('checklists/sample.yaml', checklist('sleep 300 & echo $! >> .git/pids; echo here'));
    expect((await bench.checklist('run', 'sample', '--run', 'r')).code).toBe(0);
    expect(living()).toHaveLength(1);
  });
});
