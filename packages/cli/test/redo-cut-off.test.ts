import { afterEach, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: respin
title: Respin
steps:
  - { id: a, title: A, type: shell, with: { command: ["true"] } }
  - id: b
    title: Launch
    type: shell
    with: { script: "echo start >> log.txt; sleep 2; echo end >> log.txt" }
`;

let bench: Workbench;
afterEach(() => bench.remove());

it('asks before it starts again what was left under way by a redo, and never beside the program that still runs', async () => {
  bench = await makeWorkbench({ 'checklists/respin.yaml': checklist });
  const driver = bench.start('run', 'respin', '--run', 'r', '--output', 'json');
  await driver.printed('"attempt-started","step":"b"');
  await expect.poll(() => bench.exists('log.txt')).toBe(true);
  driver.kill('SIGKILL');
  await driver.ended;
  expect(await bench.checklist('redo', 'r', 'a', '--reason', 'again')).toMatchObject({ code: 0 });
  const resumed = await bench.checklist('resume', 'r', '--output', 'plain');
  expect(resumed.code).toBe(4);
  expect(resumed.stdout).toContain('Round 1 was left before it told how it ended');
  expect(bench.read('log.txt')).toBe('start\nend\n');
  expect((await bench.checklist('report', 'r')).stdout).toContain('Round 1: ! unknown');
  await bench.checklist('answer', 'r', 'b', '--yes');
  expect(await bench.checklist('resume', 'r', '--output', 'plain')).toMatchObject({ code: 0 });
  expect(bench.read('log.txt')).toBe('start\nend\nstart\nend\n');
});

it('asks as long as nobody has said yes, and is not skipped while its program still runs', async () => {
  bench = await makeWorkbench({ 'checklists/respin.yaml': checklist });
  const driver = bench.start('run', 'respin', '--run', 'r', '--output', 'json');
  await expect.poll(() => bench.exists('log.txt')).toBe(true);
  driver.kill('SIGKILL');
  await driver.ended;
  const resumed = bench.start('resume', 'r', '--output', 'plain');
  await resumed.printed('still running');
  expect(await bench.checklist('skip', 'r', 'b', '--reason', 'no')).toMatchObject({ code: 2 });
  expect((await resumed.ended).code).toBe(4);
  expect(bench.read('log.txt')).toBe('start\nend\n');
  await bench.checklist('redo', 'r', 'b', '--reason', 'again');
  for (const answer of ['no', 'no']) {
    expect(await bench.checklist('resume', 'r', '--output', 'plain')).toMatchObject({ code: 4 });
    await bench.checklist('answer', 'r', 'b', `confirm=${answer}`);
    await bench.checklist('retry', 'r', 'b');
  }
  expect((await bench.checklist('resume', 'r', '--output', 'plain')).stdout).toContain('Round 1 was left');
  expect(bench.read('log.txt')).toBe('start\nend\n');
});
