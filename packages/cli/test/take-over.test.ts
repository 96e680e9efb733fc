import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const shift = `version: 1
id: shift
title: Shift
contacts:
  robb: { name: Robb, email: robb@example.org }
  axel: { name: Axel }
steps:
  - id: long
    title: A long one
    type: shell
    effect: reads
    with: { script: 'echo here; while ! [ -e go ]; do sleep 0.05; done' }
  - id: after
    title: After it
    type: shell
    effect: reads
    with: { command: ['true'] }
  - id: approve
    title: Approve
    type: manual
    with: { instructions: Look., sign_off: { by: [robb, axel], not_starter: true } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/shift.yaml': shift });
});
afterAll(() => bench.remove());

describe('a pause from another terminal', () => {
  it('lets the program that is under way end, begins nothing new, and leaves with how to go on', async () => {
    const first = bench.start('run', 'shift', '--run', 'shift-1', '--output', 'json');
    await first.printed('"output"');
    expect(await bench.checklist('pause', '--reason', 'lunch')).toEqual({
      code: 0,
      stdout: '✓ run "shift-1" is paused\n',
      stderr: '',
    });
    expect((await bench.checklist('status')).stdout).toMatch(
      /^Shift · 0 of 3 done · paused by Robb: lunch · run shift-1 · paused\n/,
    );
    expect(first.isRunning()).toBe(true);
    bench.write('go', '');
    expect((await first.ended).code).toBe(4);
    expect((await bench.checklist('status')).stdout).toBe(
      'Shift · 1 of 3 done · paused by Robb: lunch · run shift-1 · paused\n✓ long A long one\ngo on with: checklist resume shift-1\n',
    );
    expect(await bench.checklist('pause')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error: the run is paused already, by Robb\n'),
    });
    expect((await bench.checklist('list')).stdout).toContain('shift-1  paused, 1 of 3 done');
  });

  it('ends with resume, and who went on is on record', async () => {
    const resumed = await bench.checklist('resume', '--as', 'axel');
    expect(resumed.code).toBe(4);
    expect(resumed.stdout).toContain('✓ after After it');
    const report = (await bench.checklist('report')).stdout;
    expect(report).toMatch(
      /\n- \S+ \S+ UTC Robb paused the run: lunch\n(?:- .*\n)*- \S+ \S+ UTC Axel let the run go on/,
    );
  });
});

describe('a handover', () => {
  it('gives the run to a contact, who then cannot approve what they carry on', async () => {
    expect(await bench.checklist('handover', '--to', 'axle')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: --to is "axle", expected the id of a contact\nhint: did you mean "axel"?\n',
    });
    expect(await bench.checklist('handover', '--to', 'axel', '--reason', 'on holiday')).toEqual({
      code: 0,
      stdout: '✓ run "shift-1" is handed over\ngo on with: checklist resume shift-1\n',
      stderr: '',
    });
    expect((await bench.checklist('status')).stdout).toMatch(
      /^Shift · 2 of 3 done · run shift-1 · operated by Axel · waiting\n/,
    );
    for (const [signer, message] of [
      ['axel', 'Axel operates the run and cannot sign "approve" off'],
      ['robb', 'Robb started the run and cannot sign "approve" off'],
    ] as const)
      expect(await bench.checklist('answer', 'approve', '--signed-by', signer)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`error: ${message}\n`),
      });
    const report = (await bench.checklist('report')).stdout;
    expect(report).toContain('| Operated by | Axel |\n');
    expect(report).toContain(' Robb handed the run over to Axel: on holiday\n');
    const json: unknown = JSON.parse((await bench.checklist('status', '--output', 'json')).stdout);
    expect(json).toMatchObject({ starter: { contact: 'robb' }, operator: { name: 'Axel', contact: 'axel' } });
  });

  it('can be taken by whoever is there', async () => {
    expect(await bench.checklist('handover', '--as', 'axel')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error: Axel has the run already\n'),
    });
    expect((await bench.checklist('handover')).code).toBe(0);
    expect((await bench.checklist('status')).stdout).toMatch(/^Shift · 2 of 3 done · run shift-1 · waiting\n/);
  });
});
