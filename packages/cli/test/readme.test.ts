import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const bin = join(root, 'packages/cli/dist/bin.js');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** A block of the README that is marked by a comment above it: commands, or the file that the comment names. */
interface Block {
  readonly mark: string;
  readonly file: string | undefined;
  readonly text: string;
}

const blocks = [...readme.matchAll(/^<!-- (tutorial|example)(?:: (\S+))? -->\n```\w+\n(.*?)^```$/gms)].map(
  ([, mark = '', file, text = '']): Block => ({ mark, file, text }),
);

let sandbox = '';
let cwd = '';
beforeAll(() => {
  sandbox = mkdtempSync(join(tmpdir(), 'readme-'));
  cwd = sandbox;
  const program = join(sandbox, 'bin', 'checklist');
  write(program, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
  chmodSync(program, 0o755);
  write(join(sandbox, '.gitconfig'), '[user]\n\tname = Ada\n\temail = ada@example.com\n');
});
afterAll(() => rmSync(sandbox, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function run(command: string, folder: string) {
  const env = {
    PATH: `${join(sandbox, 'bin')}:${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    HOME: sandbox,
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-c', command], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: stdout + stderr };
}

/** Runs a block line by line, in the folder that `cd` lines led to; a line that ends otherwise than with 0 says so. */
function play({ text }: Block): string {
  let printed = '';
  for (const line of text.trimEnd().split('\n')) {
    const folder = /^cd (\S+)$/.exec(line)?.[1];
    if (folder !== undefined) {
      cwd = join(cwd, folder);
      continue;
    }
    const { status, output } = run(line, cwd);
    expect(`${line}\nends with ${status}\n${status === expectedStatus(line) ? '' : output}`).toBe(
      `${line}\nends with ${expectedStatus(line)}\n`,
    );
    printed += output;
  }
  return printed;
}

function expectedStatus(line: string): number {
  return Number(/# exit (\d+)/.exec(line)?.[1] ?? 0);
}

describe('the README', () => {
  it('has a tutorial that works line by line', () => {
    let printed = '';
    for (const block of blocks.filter(({ mark }) => mark === 'tutorial')) {
      if (block.file === undefined) printed += play(block);
      else write(join(sandbox, block.file), block.text);
    }
    expect(printed).toContain('ok checklists/hello.yaml');
    expect(printed).toContain('write greeting.txt:');
    expect(printed).toContain('checklist answer first read friendly=yes');
    expect(printed).toContain('it does not hold that "it is friendly"');
    expect(printed).toContain('first passed, 2 of 2 steps are through');
    expect(printed).toContain('did you mean "name"?');
  });

  it('has an example for programs that type-checks and runs', () => {
    const [example] = blocks.filter(({ mark }) => mark === 'example');
    const checklist = blocks.find(({ file }) => file?.endsWith('.yaml') === true);
    const project = join(sandbox, 'program');
    write(join(project, 'checklists', 'hello.yaml'), checklist?.text ?? '');
    write(join(project, 'example.ts'), example?.text ?? '');
    write(join(project, 'package.json'), '{ "type": "module" }\n');
    write(join(project, 'tsconfig.json'), JSON.stringify(strictest));
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(join(root, 'node_modules', '@types'), join(project, 'node_modules', '@types'));
    symlinkSync(
      join(root, 'packages', 'cli', 'node_modules', '@checklist'),
      join(project, 'node_modules', '@checklist'),
    );
    expect(run(`'${join(root, 'node_modules', '.bin', 'tsc')}' -p .`, project)).toEqual({ status: 0, output: '' });
    const { status, output } = run(`'${process.execPath}' example.ts`, project);
    expect(`${status} ${output.trimEnd().split('\n').at(-1)}`).toBe('0 waiting');
  });
});

const strictest = {
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: { noEmit: true, composite: false, declaration: false, noPropertyAccessFromIndexSignature: true },
  files: ['example.ts'],
};
