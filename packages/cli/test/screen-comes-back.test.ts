import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOnTerminal, openPseudoTerminal } from './pseudo-terminal.ts';
import { bin, makeWorkbench, type Workbench } from './workbench.ts';

const slow = `version: 1
id: slow
title: Slow
steps:
  - id: waits
    title: Wait for the file
    type: shell
    with: { script: 'echo begun; until [ -e go ]; do sleep 0.05; done' }
  - id: look
    title: Look at it
    type: manual
    with: { instructions: Look. }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/slow.yaml': slow });
});
afterAll(() => bench.remove());

const window = { columns: 60, rows: 16 };

describe('Ctrl+Z', () => {
  it('gives the terminal back to the shell, and "fg" brings the screen back', async () => {
    const place = { cwd: bench.directory, env: bench.env, changes: { PS1: 'ready> ', HISTFILE: '/dev/null' } };
    const shell = openOnTerminal(['bash', '--noprofile', '--norc', '-i'], place, window);
    await shell.typeAfter('ready> ', `${process.execPath} ${bin} run slow --run sleeper\r`);
    await shell.until(() => shell.isFullScreen(), 'the screen');
    await shell.typeAfter('│ begun', '\u001a');
    await shell.until(() => !shell.isFullScreen() && shell.text().includes('Stopped'), 'the shell');
    shell.type('echo awake again\r');
    await shell.shows('\nawake again');
    shell.type('fg\r');
    await shell.until(() => shell.isFullScreen() && shell.rows()[0]?.startsWith('Slow') === true, 'the screen again');
    bench.write('go', '');
    await shell.typeAfter('a answer', 'q');
    await shell.until(() => !shell.isFullScreen(), 'the shell again');
    await shell.shows('go on with: checklist resume sleeper');
    shell.type('exit\r');
    expect(await shell.ended).toBe(4);
  });
});

describe('a program that is stopped from outside', () => {
  it('draws its window anew when it goes on', async () => {
    bench.write('go', '');
    const place = { cwd: bench.directory, env: bench.env, changes: { PS1: 'ready> ', HISTFILE: '/dev/null' } };
    const shell = openOnTerminal(['bash', '--noprofile', '--norc', '-i'], place, window);
    await shell.typeAfter('ready> ', `${process.execPath} ${bin} run slow --run stopped\r`);
    await shell.shows('? Look at it');
    const { pid } = JSON.parse(bench.read('.checklist/runs/stopped/owner.json')) as { readonly pid: number };
    process.kill(pid, 'SIGSTOP');
    await shell.typeAfter('Stopped', 'fg\r');
    const isWhole = () => shell.rows()[0]?.startsWith('Slow') === true && !shell.text().includes('Stopped');
    await shell.until(isWhole, 'the screen again');
    await shell.typeAfter('a answer', 'q');
    await shell.shows('go on with: checklist resume stopped');
    shell.type('exit\r');
    expect(await shell.ended).toBe(4);
  });
});

describe('a lost connection', () => {
  it('leaves the run to be resumed', async () => {
    const terminal = openPseudoTerminal(bench, ['run', 'slow', '--run', 'lost'], {}, window);
    await terminal.shows('? Look at it');
    terminal.kill('SIGHUP');
    expect(await terminal.ended).toBe(130);
    const { stdout } = await bench.checklist('status', 'lost');
    expect(stdout).toContain('? look Look at it asks');
    const again = openPseudoTerminal(bench, ['resume', 'lost'], {}, window);
    await again.typeAfter('a answer', 'q');
    expect(await again.ended).toBe(4);
  });

  it('does so also when the terminal is gone before anything can be drawn', async () => {
    const terminal = openPseudoTerminal(bench, ['run', 'slow', '--run', 'gone'], {}, window);
    await terminal.shows('? Look at it');
    terminal.hangUp();
    await expect.poll(() => isAlive(terminal.pid), { timeout: 20_000 }).toBe(false);
    const { stdout } = await bench.checklist('status', 'gone', '--output', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'waiting' });
    const again = openPseudoTerminal(bench, ['resume', 'gone'], {}, window);
    await again.typeAfter('a answer', 'q');
    expect(await again.ended).toBe(4);
  });
});

describe('where nobody sits', () => {
  it.each([{ CI: 'true' }, { TERM: 'dumb' }])('prints plain lines, %o', async (changes) => {
    const { ended, raw } = openPseudoTerminal(
      bench,
      ['run', 'slow', '--run', Object.keys(changes).join()],
      changes,
      window,
    );
    expect(await ended).toBe(4);
    expect(raw()).not.toContain('\u001b[?1049h');
    expect(raw()).toContain('? look Look at it asks');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
