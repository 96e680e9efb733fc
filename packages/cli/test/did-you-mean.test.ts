import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const release = `version: 1
id: release
title: Release
contacts: { axel: { name: Axel } }
inputs: { version: { type: string, default: v1 } }
profiles: { hotfix: {} }
steps:
  - { id: look, title: Look, type: manual, with: { instructions: Look., questions: { good: { type: confirm } } } }
  - { id: deploy, title: Deploy, type: shell, effect: irreversible, with: { command: ["true"] } }
`;

let bench: Workbench;
beforeAll(async () => {
  const scenario = 'checklists/release.scenarios/all_green.yaml';
  bench = await makeWorkbench({ 'checklists/release.yaml': release, [scenario]: 'version: 1\n' });
  expect((await bench.checklist('run', 'release', '--run', 'release-1')).code).toBe(4);
});
afterAll(() => bench.remove());

describe('a slip on the command line', () => {
  it.each([
    ['a command', 'statsu', 'status'],
    ['a command behind help', 'help statsu', 'status'],
    ['a flag of the program', '--versoin', '--version'],
    ['a flag', 'run release --profle hotfix', '--profile'],
    ['a choice', 'status --output jsno', 'json'],
    ['a checklist', 'plan relaese', 'release'],
    ['a checklist to check', 'validate relaese', 'release'],
    ['a checklist file', 'validate checklists/relaese.yaml', 'checklists/release.yaml'],
    ['a run', 'status relase-1', 'release-1'],
    ['a run whose step is named', 'skip relase-1 look --reason x', 'release-1'],
    ['a step', 'answer release-1 loko good=yes', 'look'],
    ['a step of the only open run', 'skip deplyo --reason x', 'deploy'],
    ['a question', 'answer look god=yes', 'good'],
    ['an input', 'plan release --input versoin=1', 'version'],
    ['a profile', 'plan release --profile hotfx', 'hotfix'],
    ['a step to confirm', 'run release --confirm deplyo', 'deploy'],
    ['a contact', 'run release --as axle', 'axel'],
    ['a scenario', 'rehearse release al_green', 'all_green'],
  ])('in %s is told with what was meant', async (_, line, meant) => {
    const { code, stdout, stderr } = await bench.checklist(...line.split(' '));
    expect([2, 3]).toContain(code);
    expect(stdout + stderr).toContain(`did you mean "${meant}"?`);
  });
});
