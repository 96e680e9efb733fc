import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listScenarios } from '../../src/rehearse/read-scenario.ts';
import { repository } from '../../test/rehearsals.ts';
import { bin, type Ended, startProgram } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';
import { type DryWorld, makeDryWorld } from './dry-world.ts';
import { canWatch, watchCalls } from './watch-calls.ts';

const scenarios = listScenarios(join(repository, 'checklists/release.yaml'));
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

const seen = { worlds: 0, commands: 0, calls: 0, requests: 0, readOnly: 0 };

afterAll(() => {
  recordFigure('Dry run', 'scenarios', seen.worlds);
  recordFigure('Dry run', 'commands that only look', seen.commands);
  recordFigure('Dry run', 'system calls that could change something, all looked at', seen.calls);
  recordFigure('Dry run', 'requests to services, all of them reads', seen.requests);
  recordFigure('Dry run', 'plans on a read-only file system, the same to the letter', seen.readOnly);
});

/** What only looks, with how it ends where no run was ever begun. */
function looks(words: readonly string[]): [code: number, ...command: string[]][] {
  return [
    [0, 'plan', 'release', ...words, '--output', 'json'],
    [0, 'run', 'release', '--dry-run', ...words],
    [0, 'validate'],
    [0, 'list'],
    [2, 'status'],
    [2, 'report'],
  ];
}

describe.each(scenarios)('%s', (scenario) => {
  it('is planned without a trace in the repository, at the remote, at a service, or in a journal', async () => {
    const world = await makeDryWorld(scenario);
    try {
      seen.worlds++;
      const before = world.snapshot();
      const plan = await planWatched(world);
      for (const [code, ...command] of looks(world.startWords)) {
        const ended = await checklist(world, ...command);
        expect({ command, code: ended.code, stderr: ended.code === 0 ? ended.stderr : '' }).toEqual({
          command,
          code,
          stderr: '',
        });
        seen.commands++;
      }
      if (canMount) await planReadOnly(world, plan);
      expect(world.requests().filter((request) => !/^\w+ (?:GET|HEAD|QUERY) /.test(request))).toEqual([]);
      seen.requests += world.requests().length;
      const after = world.snapshot();
      expect([...after.keys()].filter((path) => after.get(path) !== before.get(path))).toEqual([]);
      expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
    } finally {
      await world.remove();
    }
  });
});

function checklist(world: DryWorld, ...words: readonly string[]): Promise<Ended> {
  return startProgram(process.execPath, [bin, ...words], world.work, { ...world.env }).ended;
}

/** Plans under a recorder of system calls where there is one: nothing is written but caches, and nobody outside is called. */
async function planWatched(world: DryWorld): Promise<Ended> {
  const words = ['plan', 'release', ...world.startWords];
  seen.commands++;
  if (!canWatch) return checklist(world, ...words);
  const watched = await watchCalls([process.execPath, bin, ...words], world.work, world.env, `${world.root}.calls`);
  expect({ code: watched.code, stderr: watched.stderr }).toEqual({ code: 0, stderr: '' });
  const allowed = [join(world.root, 'caches'), '/dev/null', '/dev/tty'];
  expect(
    watched.written.filter((place) => !allowed.some((one) => place === one || place.startsWith(`${one}/`))),
  ).toEqual([]);
  expect(watched.called.filter((address) => !/^(?:127\.0\.0\.1|::1):\d+$/.test(address))).toEqual([]);
  expect(watched.calls).toBeGreaterThan(100);
  seen.calls += watched.calls;
  return watched;
}

/** Where nothing can be written, a plan says the same. */
async function planReadOnly(world: DryWorld, plan: Ended): Promise<void> {
  const mount = `mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$1" && shift && ! touch written 2> /dev/null && exec "$@"`;
  const command = [
    '-rm',
    'bash',
    '-c',
    mount,
    world.root,
    world.work,
    process.execPath,
    bin,
    'plan',
    'release',
    ...world.startWords,
  ];
  const ended = await startProgram('unshare', command, world.work, { ...world.env }).ended;
  expect(ended).toEqual({ code: plan.code, stdout: plan.stdout, stderr: '' });
  seen.readOnly++;
}
