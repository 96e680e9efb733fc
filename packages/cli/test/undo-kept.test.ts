import { afterEach, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const benches: Workbench[] = [];
afterEach(() => {
  for (const bench of benches.splice(0)) bench.remove();
});

async function benchWith(rest: string): Promise<Workbench> {
  const bench = await makeWorkbench({ 'checklists/go.yaml': `version: 1\nid: go\ntitle: Go\n${rest}` });
  benches.push(bench);
  return bench;
}

function edit(bench: Workbench, from: string, to: string): void {
  bench.write('checklists/go.yaml', bench.read('checklists/go.yaml').replace(from, to));
}

const look = '  - { id: look, title: Look, type: manual, with: { instructions: Look. } }\n';
const touch = (what: string) => `  - id: add
    title: Add
    type: shell
    effect: reversible
    with: { command: [touch, "${what}"] }
    undo: { command: [rm, "${what}"] }
`;

describe('an undo command goes by what was so when its step began', () => {
  it('whatever a value is by now', async () => {
    const bench = await benchWith(`values: { suffix: a }\nsteps:\n${touch('made-{{values.suffix}}')}${look}`);
    await bench.checklist('run', 'go', '--run', 'one');
    bench.write('made-b', 'of somebody else');
    edit(bench, 'suffix: a', 'suffix: b');
    await bench.checklist('resume', 'one');
    const undone = await bench.checklist('undo', 'one', '--yes');
    expect(undone.stdout).toContain('▸ add Add\n    rm made-a\n');
    expect(undone.code).toBe(0);
    expect([bench.exists('made-a'), bench.exists('made-b')]).toEqual([false, true]);
  });

  it('in each round by the outputs that it read in that round', async () => {
    const which = `steps:
  - { id: which, title: Which, type: manual, with: { instructions: Which?, questions: { name: { type: text } } } }
`;
    const bench = await benchWith(which + touch('{{steps.which.outputs.name}}'));
    await bench.checklist('run', 'go', '--run', 'one');
    await bench.checklist('answer', 'one', 'which', 'name=first');
    expect((await bench.checklist('resume', 'one')).code).toBe(0);
    await bench.checklist('redo', 'one', 'which', '--reason', 'another');
    await bench.checklist('resume', 'one');
    await bench.checklist('answer', 'one', 'which', 'name=second');
    expect((await bench.checklist('resume', 'one')).code).toBe(0);
    expect([bench.exists('first'), bench.exists('second')]).toEqual([true, true]);
    const undone = await bench.checklist('undo', 'one', '--yes');
    expect(undone.stdout).toContain('    rm second\n');
    expect(undone.stdout).toContain('    rm first\n');
    expect(undone.code).toBe(0);
    expect([bench.exists('first'), bench.exists('second')]).toEqual([false, false]);
  });

  it('also when the file says by now that the step only reads', async () => {
    const bench = await benchWith(`steps:\n${touch('made')}${look}`);
    await bench.checklist('run', 'go', '--run', 'one');
    edit(bench, 'effect: reversible', 'effect: reads');
    edit(bench, '    undo: { command: [rm, "made"] }\n', '');
    await bench.checklist('resume', 'one');
    expect((await bench.checklist('undo', 'one', '--yes')).stdout).toContain('▸ add Add\n    rm made\n');
    expect(bench.exists('made')).toBe(false);
  });

  it('and tells what stays, although the file says by now that the step only reads', async () => {
    const bench = await benchWith(`steps:\n${touch('made').replace(/ {4}undo.*\n/, '')}${look}`);
    await bench.checklist('run', 'go', '--run', 'one');
    edit(bench, 'effect: reversible', 'effect: reads');
    await bench.checklist('resume', 'one');
    const undone = await bench.checklist('undo', 'one', '--yes');
    expect(undone.stdout).toContain('- add Add: stays, "shell" does not say how it is taken back\n');
  });
});

it('takes back each way that the attempts of a round went', async () => {
  const step = '  - { id: add, title: Add, type: git.branch, with: { name: bad-name, at: HEAD, push: origin } }\n';
  const bench = await benchWith(`steps:\n${step}`);
  bench.write('remote.git/hooks/update', '#!/bin/sh\ncase "$1" in *bad*) exit 1;; esac\n');
  await bench.run('chmod', '+x', 'remote.git/hooks/update');
  await bench.run('git', 'init', '-q', '--bare', 'remote.git');
  await bench.run('git', 'remote', 'add', 'origin', `${bench.directory}/remote.git`);
  expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(1);
  edit(bench, 'bad-name', 'good-name');
  await bench.checklist('retry', 'one', 'add');
  expect((await bench.checklist('resume', 'one')).code).toBe(0);
  expect((await bench.run('git', 'branch', '--list', '*-name')).stdout).toBe('  bad-name\n  good-name\n');
  const undone = await bench.checklist('undo', 'one', '--yes');
  expect(undone.stdout).toContain(
    '▸ add Add (attempt 1)\n    ! the attempt failed, so there may be nothing to take back\n',
  );
  expect(undone.code).toBe(0);
  expect((await bench.run('git', 'branch', '--list', '*-name')).stdout).toBe('');
  expect((await bench.run('git', '-C', 'remote.git', 'for-each-ref')).stdout).toBe('');
});

it('tells what stays of an attempt without an undo, beside what it takes back of the one before', async () => {
  const text = 'with: { script: "touch made; exit 1" }\n    undo: { command: [rm, made] }\n';
  const step = `  - id: add\n    title: Add\n    type: shell\n    effect: reversible\n    ${text}`;
  const bench = await benchWith(`steps:\n${step}`);
  expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(1);
  edit(bench, text, 'with: { script: "touch other" }\n');
  await bench.checklist('retry', 'one', 'add');
  expect((await bench.checklist('resume', 'one')).code).toBe(0);
  const undone = await bench.checklist('undo', 'one', '--yes');
  expect(undone.stdout).toContain('- add Add: stays, "shell" does not say how it is taken back\n');
  expect(undone.stdout).toContain('▸ add Add (attempt 1)\n');
  expect([bench.exists('made'), bench.exists('other')]).toEqual([false, true]);
});
