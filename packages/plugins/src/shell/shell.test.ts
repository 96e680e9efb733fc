import { chmodSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkStepType, fakeContext } from '@checklist/engine/testing';
import { describe, expect, it } from 'vitest';
import { failureOf, shellWorld } from '../testing/shell-world.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { shell } from './shell.ts';
import type { ShellOptions } from './shell-options.ts';

checkStepType(shell, async () => ({
  ...shellWorld(),
  options: {
    command: ['bash', '-c', 'echo \'{"a":1}\' | tee out.json; echo done >&2'],
    outputs: {
      parsed: { stdout: 'json' as const },
      text: { stdout: 'text' as const },
      lines: { stdout: 'lines' as const },
      found: { match: '(\\d)', all: true },
      file: { file: 'out.json', format: 'json' as const },
    },
  },
  snapshot: async () => undefined,
}));

describe('the end of the program', () => {
  it('passes with the exit codes that count', async () => {
    const { start } = shellWorld();
    const result = await start({ command: ['bash', '-c', 'exit 3'], exit_codes: [0, 3] });
    expect(result).toEqual({ type: 'passed', outputs: { exit_code: 3 } });
  });

  it('fails with the last lines of output', async () => {
    const { start } = shellWorld();
    const script = 'seq 1 20; printf "\\033[31mbad\\033[0m\\n" >&2; exit 3';
    expect(await start({ script })).toEqual({
      type: 'failed',
      failure: {
        reason: 'exit-code',
        message: 'script ended with exit code 3, expected exit code 0',
        exitCode: 3,
        details: ['12', '13', '14', '15', '16', '17', '18', '19', '20', 'bad'],
      },
      outputs: { exit_code: 3 },
    });
    expect(failureOf(await start({ command: ['false'], exit_codes: [0, 3] }))).toMatchObject({
      message: 'program "false" ended with exit code 1, expected one of the exit codes 0, 3',
    });
  });

  it('fails when it was killed or never started', async () => {
    const { start } = shellWorld();
    expect(failureOf(await start({ script: 'echo on my way; kill -9 $$' }))).toEqual({
      reason: 'exit-code',
      message: 'script was killed by SIGKILL, expected exit code 0',
      details: ['on my way'],
    });
    expect(failureOf(await start({ command: ['no-such-program'] }))).toEqual({
      reason: 'spawn',
      message: 'program "no-such-program" could not be started, expected a program that can be run',
      hint: 'Check that the program is installed, on PATH and executable.',
      details: [expect.stringContaining('ENOENT')],
    });
  });
});

it('fails when the directory is not there', async () => {
  const { start } = shellWorld();
  expect(failureOf(await start({ command: ['true'], cwd: 'gone' }))).toEqual({
    reason: 'spawn',
    message: 'directory "gone" is not there, expected one to run in',
  });
});

describe('values', () => {
  it('never become code, in arguments and variables alike', async () => {
    const { directory, start } = shellWorld();
    const value = '$(touch pwned); touch pwned\n`touch pwned`';
    const options = { env: { VALUE: value, COUNT: 3 }, outputs: { a: { stdout: 'text' as const } } };
    const printed = `${value} 3`;
    expect(await start({ ...options, script: 'echo "$VALUE $COUNT"' })).toMatchObject({ outputs: { a: printed } });
    expect(await start({ ...options, command: ['printf', '%s %s', value, 3] })).toMatchObject({
      outputs: { a: printed },
    });
    expect(existsSync(join(directory, 'pwned'))).toBe(false);
  });

  it('stay in the repository when they are paths', async () => {
    const { directory, start } = shellWorld();
    symlinkSync('/etc', join(directory, 'link'));
    const message = async (options: ShellOptions) => failureOf(await start(options));
    const outside = { reason: 'options', message: 'path ".." leads out of the repository, expected one inside' };
    expect(await message({ command: ['true'], cwd: '..' })).toEqual(outside);
    expect(await message({ command: ['true'], outputs: { a: { file: '/etc/passwd', format: 'text' } } })).toMatchObject(
      {
        message: 'path "/etc/passwd" is absolute, expected one relative to the repository\'s root',
      },
    );
    expect(await message({ command: ['true'], cwd: 'link' })).toMatchObject({
      message: 'path "link" leads out of the repository through a link, expected one inside',
    });
    expect(await message({ command: ['true'], outputs: { a: { file: 'link/passwd', format: 'text' } } })).toMatchObject(
      {
        message: 'path "link/passwd" leads out of the repository through a link, expected one inside',
      },
    );
  });
});

describe('plan', () => {
  it('shows the exact command with its variables and directory', () => {
    expect(shell.plan?.({ command: ['make', 'a b'], env: { A: 'x y' }, cwd: 'sub' })).toEqual([
      'cd sub',
      "A='x y' make 'a b'",
    ]);
    expect(shell.plan?.({ script: 'set -x\nmake\n' })).toEqual([
      'bash --noprofile --norc -euo pipefail -c',
      '  set -x',
      '  make',
    ]);
  });
});

describe('preflight', () => {
  it('finds programs that are missing or cannot be run', async () => {
    const { context, directory, write } = shellWorld();
    write('plain', '');
    write('tool', '#!/bin/sh\n');
    chmodSync(join(directory, 'tool'), 0o755);
    const lacks = async (program: string) => (await shell.preflight?.({ command: [program] }, context)) ?? [];
    expect(await lacks('git')).toEqual([]);
    expect(await lacks('./tool')).toEqual([]);
    expect(await lacks('./plain')).toEqual([
      {
        message: 'program "./plain" cannot be run, expected an executable file',
        hint: 'Make it executable with "chmod +x ./plain", or run it through its interpreter.',
      },
    ]);
    expect(await lacks('./built-by-an-earlier-step')).toEqual([]);
    expect(await lacks('no-such-program')).toEqual([
      {
        message: 'program "no-such-program" was not found on PATH, expected it to be installed',
        hint: 'Install "no-such-program" or add its directory to PATH.',
      },
    ]);
  });

  it('refuses a variable of a script that bash would run as code', async () => {
    const { context } = shellWorld();
    const options = { script: 'true', env: { BASH_ENV: '$(touch x)', PLAIN: 'x' } };
    const message = '"env" of the script sets "BASH_ENV", which bash runs as code, expected another name';
    expect(await shell.preflight?.(options, context)).toMatchObject([{ message }]);
    expect(await shell.start(options, context)).toMatchObject({
      type: 'failed',
      failure: { reason: 'options', message },
    });
  });

  it('looks where the step will look', async () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, 'tool'), '#!/bin/sh\n');
    chmodSync(join(directory, 'tool'), 0o755);
    const context = fakeContext({ directory, env: { PATH: `${directory}:${process.env.PATH}` } });
    expect(await shell.preflight?.({ command: ['tool'] }, context)).toEqual([]);
  });

  it('says what no schema can say, and is silent on what is not known yet', async () => {
    const { context } = shellWorld();
    expect(await shell.preflight?.({}, context)).toEqual([]);
    const outputs = { exit_code: { stdout: 'text' as const }, a: { match: '(' } };
    const lacks = await shell.preflight?.({ command: ['true'], outputs }, context);
    expect(lacks?.map(({ message }) => message)).toEqual([
      'output "exit_code" is declared, expected another name: it is always there',
      expect.stringContaining('pattern of output "a" cannot be read: '),
    ]);
  });
});
