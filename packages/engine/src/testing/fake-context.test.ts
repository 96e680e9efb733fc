import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { fakeContext } from './fake-context.ts';

const directory = realpathSync(tmpdir());

it('runs real programs in the directory, with the environment laid over', async () => {
  const { spawn, spawned } = fakeContext({ directory, env: { A: '1', PWD: undefined } });
  const request = { command: ['bash', '-c', 'echo "$A $B"; pwd; echo oops >&2; exit 3'], env: { B: '2' } } as const;
  expect(await spawn(request)).toEqual({
    type: 'exited',
    exitCode: 3,
    stdout: `1 2\n${directory}\n`,
    stderr: 'oops\n',
    isCut: false,
  });
  expect(spawned).toEqual([request]);
});

it('tells a program that was killed, or never started', async () => {
  const { spawn } = fakeContext({ directory });
  expect(await spawn({ command: ['bash', '-c', 'kill -9 $$'] })).toMatchObject({ type: 'killed', signal: 'SIGKILL' });
  expect(await spawn({ command: ['no-such-program'] })).toMatchObject({ type: 'spawn-failed' });
  expect(await spawn({ command: ['echo', 'a\0b'] })).toMatchObject({ type: 'spawn-failed' });
});

it('ends the program when the signal is given', async () => {
  const controller = new AbortController();
  const { spawn } = fakeContext({ directory, signal: controller.signal });
  const ended = spawn({ command: ['sleep', '60'] });
  controller.abort();
  expect(await ended).toMatchObject({ type: 'killed', signal: 'SIGTERM' });
});

it('remembers what it was told, and gives only the secrets that it has', () => {
  const context = fakeContext({ directory, secrets: { token: 'x' }, now: () => 7 });
  context.log('a line');
  context.progress({ text: 'half', fraction: 0.5 });
  expect([context.logged, context.progressed]).toEqual([['a line'], [{ text: 'half', fraction: 0.5 }]]);
  expect([context.secret('token'), context.secret('other'), context.now()]).toEqual(['x', undefined, 7]);
});
