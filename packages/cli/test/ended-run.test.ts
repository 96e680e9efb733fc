import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: two
title: Two sign
contacts:
  robb: { name: Robb, email: robb@example.org }
  ada: { name: Ada }
  grace: { name: Grace }
steps:
  - id: look
    title: Look
    type: manual
    with: { instructions: Look., sign_off: { by: [ada, grace], at_least: 2 } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/two.yaml': checklist });
  await bench.checklist('run', 'two', '--run', 'first');
});
afterAll(() => bench.remove());

describe('a run with a step that two sign off', () => {
  it('asks for whoever has not signed yet', async () => {
    expect((await bench.checklist('answer', 'look')).stderr).toBe(
      `error: "look" needs the word of "ada" or "grace", found "robb"\nhint: type: checklist answer first look --signed-by 'ada|grace'\n`,
    );
    expect(await bench.checklist('answer', 'look', '--signed-by', 'ada')).toMatchObject({ code: 0 });
    const { stdout } = await bench.checklist('status');
    expect(stdout).toContain('checklist answer first look --signed-by grace\n');
    expect(await bench.checklist('answer', 'look', '--signed-by', 'grace')).toMatchObject({ code: 0 });
    expect(await bench.checklist('resume')).toMatchObject({ code: 0 });
  });

  it('is what status and report mean when it has ended, and shows both', async () => {
    const { code, stdout } = await bench.checklist('status');
    expect(code).toBe(0);
    expect(stdout).toContain('look Look (answered by Ada, Grace)');
    expect((await bench.checklist('report')).stdout).toContain('answered by Ada, Grace');
    expect(await bench.checklist('undo')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: no run is open\nhint: name a run: the newest is first, "checklist list" shows all\n',
    });
  });
});
