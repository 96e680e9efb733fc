import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin, makeWorkbench, startProgram, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: small
title: Small
steps:
  - { id: look, title: Look, type: shell, effect: reads, with: { command: ["false"] } }
`;
const scenario = (status: string) => `version: 1
title: It fails
starter: { name: Robb }
repository: { commits: [{ id: base, message: Base }] }
expect: { steps: { look: ${status} } }
`;

let bench: Workbench;
let temporary: string;
beforeEach(async () => {
  bench = await makeWorkbench({
    'checklists/small.yaml': checklist,
    'checklists/small.scenarios/fails.yaml': scenario('failed'),
    'checklists/small.scenarios/passes.yaml': scenario('passed'),
  });
  temporary = join(bench.directory, 'temporary');
  mkdirSync(temporary);
});
afterEach(() => bench.remove());

const rehearse = (...args: readonly string[]) => {
  const env = { ...bench.env, TMPDIR: temporary };
  return startProgram(process.execPath, [bin, 'rehearse', 'small', ...args], bench.directory, env).ended;
};

const sandboxes = () => readdirSync(temporary).filter((name) => name.startsWith('checklist-rehearsal-'));

describe('a rehearsal that is watched', () => {
  it('removes its sandbox when all came out as it should, and prints no command that would find nothing', async () => {
    const { code, stdout } = await rehearse('fails');
    expect(code).toBe(0);
    expect(stdout).toContain('rehearsal stopped, 0 of 1 steps are through\nit came out as the scenario says\n');
    expect(stdout).not.toMatch(/checklist (?!rehearse --resume)|report:/);
    expect(sandboxes()).toEqual([]);
  });

  it.each([
    ['with --keep', ['fails', '--keep']],
    ['when it came out otherwise', ['passes']],
  ])('keeps its sandbox %s, and says where the report is', async (_, args) => {
    const { stdout } = await rehearse(...args);
    const [root = ''] = sandboxes();
    const report = join(temporary, root, 'work/.checklist/runs/rehearsal/report.html');
    expect(stdout).toContain(`report: ${report}\nthe sandbox is kept: ${join(temporary, root)}\n`);
    expect(bench.exists(report.slice(bench.directory.length + 1))).toBe(true);
  });
});
