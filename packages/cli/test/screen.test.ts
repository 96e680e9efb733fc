import { spawn } from '@lydell/node-pty';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bin, makeWorkbench, type Workbench } from './workbench.ts';

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

/** The program on a terminal of its own. */
function openTerminal(...args: readonly string[]) {
  const env = { ...bench.env, TERM: 'xterm-256color', NO_COLOR: '1' };
  const terminal = spawn(process.execPath, [bin, ...args], { cols: 40, rows: 20, cwd: bench.directory, env });
  let shown = '';
  const watchers = new Set<() => void>();
  terminal.onData((text) => {
    shown += text;
    for (const look of watchers) look();
  });
  const ended = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
  /** Waits for a text behind the last one that was waited for, and types. */
  const typeAfter = async (text: string, keys: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (!shown.includes(text)) return;
      shown = shown.slice(shown.indexOf(text) + text.length);
      watchers.delete(look);
      resolve();
    };
    watchers.add(look);
    void ended.then(() => reject(new Error(`ended before "${text}":\n${shown}`)));
    look();
    await promise;
    terminal.write(keys);
  };
  return { ended, typeAfter, all: () => shown };
}

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
