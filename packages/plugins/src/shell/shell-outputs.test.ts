import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SpawnResult } from '@checklist/engine/plugin';
import { describe, expect, it } from 'vitest';
import { failureOf, shellWorld } from '../testing/shell-world.ts';
import { shell } from './shell.ts';
import type { ShellOptions } from './shell-options.ts';

describe('outputs', () => {
  it('come from standard output as JSON, text, lines and matches, and from files', async () => {
    const { start, write } = shellWorld();
    write('print', '{"sha":"abc","count":2}\n');
    const read = (outputs: NonNullable<ShellOptions['outputs']>) => start({ command: ['cat', 'print'], outputs });
    expect(await read({ a: { stdout: 'json' } })).toMatchObject({
      outputs: { a: { sha: 'abc', count: 2 }, exit_code: 0 },
    });
    expect(await read({ a: { stdout: 'text' } })).toMatchObject({ outputs: { a: '{"sha":"abc","count":2}' } });
    expect(await read({ a: { match: 'a\\w+' } })).toMatchObject({ outputs: { a: 'abc' } });
  });

  it('take named groups, else the first group, else the whole match', async () => {
    const { start } = shellWorld();
    const script = 'echo "job 1: ok"; echo "job 2: failed"; echo';
    const outputs = {
      named: { match: 'job (?P<id>\\d+): (?P<state>\\w+)', all: true },
      optional: { match: 'job (?P<id>\\d+)(?P<more>x)?' },
      group: { match: '(?m)^job (\\d+)' },
      whole: { match: 'job \\d: f\\w+' },
      none: { match: 'nowhere', all: true },
      lines: { stdout: 'lines' as const },
    };
    expect(await start({ script, outputs })).toEqual({
      type: 'passed',
      outputs: {
        named: [
          { id: '1', state: 'ok' },
          { id: '2', state: 'failed' },
        ],
        optional: { id: '1', more: null },
        group: '1',
        whole: 'job 2: failed',
        none: [],
        lines: ['job 1: ok', 'job 2: failed'],
        exit_code: 0,
      },
    });
  });

  it('fail the step when they are not there', async () => {
    const { start, write } = shellWorld();
    write('old.json', '{}');
    const run = async (script: string, a: NonNullable<ShellOptions['outputs']>[string]) =>
      failureOf(await start({ script, outputs: { a } }));
    expect(await run('echo hello; echo world', { stdout: 'json' })).toEqual({
      reason: 'output',
      message: 'standard output is no JSON, expected JSON for the output "a"',
      details: [expect.stringContaining('is not valid JSON'), 'hello', 'world'],
    });
    expect(await run('true', { stdout: 'json' })).toMatchObject({
      message: 'standard output is empty, expected JSON for the output "a"',
    });
    expect(await run('echo hello', { match: 'sha (\\w+)' })).toEqual({
      reason: 'output',
      message: 'standard output has nothing that matches "sha (\\w+)", expected a match for the output "a"',
      details: ['hello'],
    });
    expect(await run('true', { file: 'new.json', format: 'json' })).toMatchObject({
      message: 'file "new.json" is not there, expected it to be written by this attempt for the output "a"',
    });
    expect(await run('true', { file: 'old.json', format: 'json' })).toMatchObject({
      message:
        'file "old.json" is older than this attempt, expected it to be written by this attempt for the output "a"',
    });
    expect(await run('echo "{" > old.json', { file: 'old.json', format: 'json' })).toMatchObject({
      message: 'file "old.json" is no JSON, expected JSON for the output "a"',
    });
  });

  it('are never read from a part of what was printed', async () => {
    const { context } = shellWorld();
    const cut: SpawnResult = { type: 'exited', exitCode: 0, stdout: '[1]', stderr: '', isCut: true };
    const spawn = async () => cut;
    const start = (options: ShellOptions) => shell.start(options, { ...context, spawn });
    expect(await start({ command: ['x'], outputs: { a: { stdout: 'json' } } })).toEqual({
      type: 'failed',
      failure: {
        reason: 'output',
        message: 'program "x" printed more than can be kept, expected outputs from the whole of it',
        hint: 'Let the program write a file and take the output from there.',
      },
      outputs: { exit_code: 0 },
    });
    expect(await start({ command: ['x'] })).toMatchObject({ type: 'passed' });
  });

  it('are found where the program ran', async () => {
    const { directory, start } = shellWorld();
    mkdirSync(join(directory, 'sub'));
    const outputs = { a: { file: 'out.txt', format: 'text' as const } };
    const result = await start({ script: 'echo hi > out.txt', cwd: 'sub', outputs });
    expect(result).toMatchObject({ outputs: { a: 'hi\n' } });
  });
});

it('declares its outputs also while the options are still wrong', () => {
  expect(Object.keys(shell.outputs({ outputs: { a: null, b: { stdout: 'text' } } }))).toEqual(['a', 'b', 'exit_code']);
  expect(Object.keys(shell.outputs({ outputs: 'x' }))).toEqual(['exit_code']);
});
