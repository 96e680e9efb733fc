import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordFigure } from '../figures.ts';
import { leaksBelow, leaksIn, leaksInProcesses } from './find-leaks.ts';
import { canaries, makeLeakyWorld } from './leaky-world.ts';

type Misbehave = Parameters<typeof makeLeakyWorld>[0];

/** From some request on, so that the preflight finds nothing lacking. */
const all = (how: 'answer' | 'cut' | 'not-json', status = 500): Misbehave => {
  const rule = (after: number) => {
    return {
      path: '.',
      how,
      after,
      answer: { status, body: { message: 'out of order' }, headers: { 'retry-after': '0.01' } },
    };
  };
  return { github: [rule(8)], asana: [rule(4)], discord: [rule(6)], wandb: [rule(3)] };
};

/** How the services behave, and what a client library says of it. */
const worlds: Readonly<Record<string, Misbehave>> = {
  'that answer': {},
  'that refuse the credentials': all('answer', 401),
  'that are out of order': all('answer', 500),
  'that cut their answers off': all('cut'),
  'that answer with a page': all('not-json'),
};

it.each(Object.keys(worlds))('no secret is anywhere, with services %s', async (name) => {
  const world = await makeLeakyWorld(worlds[name] ?? {});
  const inProcesses = new Set<string>();
  const shown: string[] = [];
  const call = async (...args: readonly string[]) => {
    // The other checklist has no secrets: there they are variables like any other.
    const hasSecrets = !args.includes('remote');
    const going = world.start(...args);
    const own = new Set([process.pid, going.pid]);
    const timer = setInterval(() => {
      if (hasSecrets) for (const leak of leaksInProcesses(world.root, own)) inProcesses.add(leak);
    }, 15);
    const ended = await going.ended;
    clearInterval(timer);
    shown.push(ended.stdout, ended.stderr);
    return ended;
  };
  for (const form of ['plain', 'json']) {
    const run = ['--run', form, '--output', form];
    const ended = await call('run', 'leaky', ...run, '--confirm', 'post,release', '--no-wait');
    // It gets to its steps, of which some fail and some wait.
    expect([1, 4], ended.stderr).toContain(ended.code);
    expect(ended.stderr).toBe('');
    await call('answer', form, 'asks', `seen=I see ${canaries.NAMED}`);
    await call('waive', form, 'fails', '--reason', `because of ${canaries.NAMED} and ${canaries.OTHER}`);
    await call('resume', form, '--output', form, '--no-wait');
    await call('status', form, '--output', form);
    for (const report of ['markdown', 'html', 'json']) await call('report', form, '--format', report);
    await call('undo', form, '--yes', '--output', form);
  }
  await call('plan', 'leaky');
  await call('run', 'remote', '--run', 'remote');
  await call('run', 'leaky', '--run', 'refused', '--input', `note=${canaries.OTHER}`);
  // The programs did say it all, and the search would have found it.
  const log = readFileSync(join(world.work, '.checklist/runs/plain/logs/leaks.1.1.log'), 'utf8');
  for (const word of ['plain', 'base64', 'base64-1', 'base64-2', 'hex', 'quoted', 'key'])
    expect(log).toMatch(new RegExp(`^${word}: .*\\*\\*\\*`, 'm'));
  expect(log.match(/\*\*\*/g)?.length).toBeGreaterThan(11);
  if (existsSync('/proc/self/environ')) expect([...inProcesses].join('\n')).toMatch(/bash .*: NAMED/);
  expect(shown.flatMap(leaksIn)).toEqual([]);
  // What the user wrote there, and what git keeps of it.
  const isTheirs = (path: string) => /\/\.git\/(?:config|key)$/.test(path);
  const { leaks, files } = leaksBelow(world.root, isTheirs);
  expect(leaks).toEqual([]);
  // Only the programs of the steps that name it; git gets the remote's password as git itself passes it on.
  const named = [...inProcesses].filter(
    (leak) => !/^bash .*: (?:NAMED|KEY)$|^(?:node|base64|od|printf|cat|sleep) .*: (?:NAMED|KEY)$/.test(leak),
  );
  expect(named).toEqual([]);
  recordFigure('Secrets', 'outputs and files searched', shown.length + files);
  await world.remove();
});
