import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { SpawnRequest } from '../model/step-type.ts';
import { spawnProgram } from './spawn.ts';

const directory = mkdtempSync(join(tmpdir(), 'spawn-'));

function spawn(request: SpawnRequest, signal = new AbortController().signal) {
  const output: string[] = [];
  const env = { PATH: process.env.PATH ?? '' };
  return { output, result: spawnProgram(request, { directory, env, signal, onOutput: (text) => output.push(text) }) };
}

/** What `ps` says of a process: nothing when it is gone, Z when it has ended and nobody has looked yet. */
function stateOfProcess(pid: number): string {
  return spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

describe('spawnProgram', () => {
  it('gives exit code and both streams', async () => {
    const { result, output } = spawn({ command: ['bash', '-c', 'echo out; echo err >&2; exit 3'] });
    expect(await result).toEqual({ type: 'exited', exitCode: 3, stdout: 'out\n', stderr: 'err\n', isCut: false });
    expect(output.join('')).toContain('out');
  });

  it('tells the id of the process group as soon as there is one', async () => {
    const started: number[] = [];
    const env = { PATH: process.env.PATH ?? '' };
    const { signal } = new AbortController();
    const setting = { directory, env, signal, onOutput: () => {}, onStart: (pid: number) => void started.push(pid) };
    const ended = await spawnProgram({ command: ['bash', '-c', 'echo $$'] }, setting);
    expect(ended).toMatchObject({ stdout: `${started[0]}\n` });
  });

  it('never lets a value become code', async () => {
    const { result } = spawn({ command: ['printf', '%s', '$(touch x); `id` "'] });
    expect(await result).toMatchObject({ stdout: '$(touch x); `id` "' });
  });

  it('gives its environment and nothing else', async () => {
    process.env.LEAK = 'leaked';
    const { result } = spawn({ command: ['env'], env: { ADDED: 'yes' } });
    const ended = await result;
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(JSON.stringify(ended)).toContain('ADDED=yes');
    expect(JSON.stringify(ended)).not.toContain('LEAK');
  });

  it('tells a program that is not there', async () => {
    expect(await spawn({ command: ['no-such-program'] }).result).toMatchObject({ type: 'spawn-failed' });
    expect(await spawn({ command: ['true'], cwd: 'no-such-folder' }).result).toMatchObject({ type: 'spawn-failed' });
    expect(await spawn({ command: ['echo', 'a\0b'] }).result).toMatchObject({ type: 'spawn-failed' });
  });

  it('ends the whole process group when it is told to stop', async () => {
    const controller = new AbortController();
    const { result, output } = spawn({ command: ['bash', '-c', 'sleep 300 & echo $!; wait'] }, controller.signal);
    while (output.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    expect(await result).toMatchObject({ type: 'killed', signal: 'SIGTERM' });
    const grandchild = Number(output.join('').trim());
    await vi.waitFor(() => expect(stateOfProcess(grandchild)).toMatch(/^(?:|Z.*)$/));
  });

  it('ends what left the group and closed its pipes, too', async () => {
    const controller = new AbortController();
    const daemon = 'setsid bash -c \'trap "" TERM; echo $$; exec sleep 300 > /dev/null 2>&1\' &';
    const { result, output } = spawn({ command: ['bash', '-c', `${daemon} wait; sleep 300`] }, controller.signal);
    while (output.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const daemonId = Number(output.join('').trim());
    expect(stateOfProcess(daemonId)).toMatch(/^S/);
    controller.abort();
    expect(await result).toMatchObject({ type: 'killed', signal: 'SIGTERM' });
    await vi.waitFor(() => expect(stateOfProcess(daemonId)).toMatch(/^(?:|Z.*)$/));
  });

  it('leaves alone what a program that ended by itself left behind', async () => {
    const controller = new AbortController();
    const { result } = spawn({ command: ['bash', '-c', 'sleep 300 > /dev/null 2>&1 & echo $!'] }, controller.signal);
    const ended = await result;
    const daemonId = ended.type === 'exited' ? Number(ended.stdout) : 0;
    controller.abort();
    expect(stateOfProcess(daemonId)).toMatch(/^S/);
    process.kill(daemonId, 'SIGKILL');
  });

  it('does not wait for what a program left behind with its pipes', async () => {
    const { result } = spawn({ command: ['bash', '-c', 'sleep 5 & echo done'] });
    const before = performance.now();
    expect(await result).toMatchObject({ type: 'exited', exitCode: 0, stdout: 'done\n' });
    expect(performance.now() - before).toBeLessThan(4_000);
  });

  it.each([
    [
      'an argument that is too long',
      { command: ['true', 'x'.repeat(200_000)] as const },
      'longer than the system takes (E2BIG)',
    ],
    ['a variable that is too long', { command: ['true'] as const, env: { A: 'x'.repeat(200_000) } }, '(E2BIG)'],
    ['NUL in an argument', { command: ['true', 'a\0b'] as const }, 'the command holds a NUL character'],
    ['NUL in a variable', { command: ['true'] as const, env: { A: 'a\0b' } }, 'the variable A holds a NUL character'],
    ['a folder that is not there', { command: ['true'] as const, cwd: 'nowhere' }, 'ENOENT'],
    ['a folder with NUL', { command: ['true'] as const, cwd: 'no\0where' }, 'null bytes'],
    ['a program that is not there', { command: ['no-such-program'] as const }, 'spawn no-such-program ENOENT'],
    ['a program that is a folder', { command: ['/tmp'] as const }, 'EACCES'],
  ])('tells why nothing was started: %s', async (_why, request, message) => {
    const ended = await spawn(request).result;
    expect(ended).toMatchObject({ type: 'spawn-failed', message: expect.stringContaining(message) });
  });
});
