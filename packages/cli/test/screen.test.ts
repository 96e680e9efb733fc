import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPseudoTerminal } from './pseudo-terminal.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

const ask = `version: 1
id: ask
title: Ask
inputs:
  version: { type: string, pattern: '^\\d+$', description: Version to release }
steps:
  - id: look
    title: Look at it
    type: manual
    with:
      instructions: Look at version {{inputs.version}}.
      questions: { good: { type: confirm, label: It is good } }
  - id: breaks
    title: Breaks
    type: shell
    with: { command: ['false'] }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/ask.yaml': ask });
});
afterAll(() => bench.remove());

const openTerminal = (...args: readonly string[]) => openPseudoTerminal(bench, args);

it('asks, shows and decides on a narrow terminal', async () => {
  const { typeAfter, ended, all } = openTerminal('run', 'ask');
  await typeAfter('version: ', 'x\r');
  await typeAfter('"version" is "x"', '');
  await typeAfter('version: ', '7\r');
  await typeAfter('a answer', 'a');
  await typeAfter('> No', 'y\r');
  await typeAfter('r retry', 'w');
  await typeAfter('count as passed', 'known\r');
  expect(await ended).toBe(0);
  expect(all()).toContain('2 of 2');
});

it('leaves the run as it is, to be resumed', async () => {
  const { typeAfter, ended } = openTerminal('run', 'ask', '--input', 'version=8', '--run', 'eight');
  await typeAfter('q quit', 'q');
  expect(await ended).toBe(4);
  const again = openTerminal('resume', 'eight');
  await again.typeAfter('q quit', '\u0003');
  expect(await again.ended).toBe(130);
  expect((await bench.checklist('status', 'eight')).stdout).toContain('? look Look at it asks');
});
