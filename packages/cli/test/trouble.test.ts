import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin, makeWorkbench, type Workbench } from './workbench.ts';

/** Steps that fill the journal and count in the world how often they were done. */
const many = `version: 1
id: many
title: Many
steps:
${[1, 2, 3, 4, 5, 6]
  .map(
    (n) => `  - id: step_${n}
    title: Step ${n}
    type: shell
    with:
      script: echo ${n} >> .git/world; printf '%08000d' ${n}
      outputs: { text: { stdout: text } }
`,
  )
  .join('')}`;

const slow = `version: 1
id: slow
title: Slow
steps:
  - id: long
    title: A long one
    type: shell
    with: { script: 'trap "" INT; sleep 300 & echo "$$ $!" > .git/pids; echo here; wait' }
`;

let bench: Workbench;
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/many.yaml': many, 'checklists/slow.yaml': slow });
});
afterEach(() => bench.remove());

/** The program with files that may not grow beyond so many kilobytes. */
const withFullDisk = (kilobytes: number, ...args: readonly string[]) =>
  bench.run('bash', '-c', `ulimit -f ${kilobytes}; exec "$0" "$@"`, process.execPath, bin, ...args);

const world = () =>
  existsSync(join(bench.directory, '.git/world')) ? bench.read('.git/world').trim().split('\n') : [];
const journal = '.checklist/runs/r/journal.jsonl';

describe('a disk that takes no more', () => {
  it('stops the run with the file and the reason; once there is room it goes on, and nothing is lost or done twice', async () => {
    const full = await withFullDisk(28, 'run', 'many', '--run', 'r');
    expect(full).toMatchObject({
      code: 5,
      stderr: `error: cannot write ${join(bench.directory, journal)}: EFBIG: file too large, write\nhint: make room or give permission, then resume: what is recorded stays\n`,
    });
    const kept = bench.read(journal);
    expect(kept.endsWith('\n')).toBe(true);
    const done = world().length;
    expect(done).toBeGreaterThan(1);
    expect(await withFullDisk(1, 'resume', 'r')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('cannot write'),
    });
    expect(bench.read(journal)).toBe(kept);

    // The step whose end could not be kept is unknown: a person is asked.
    expect((await bench.checklist('resume', 'r')).code).toBe(4);
    const answer = ['happened=yes', 'text=x', 'exit_code=0'];
    expect((await bench.checklist('answer', 'r', `step_${done}`, ...answer)).code).toBe(0);
    expect((await bench.checklist('resume', 'r')).code).toBe(0);
    expect(world()).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('does not let a run begin by half: it can be started again under its name', async () => {
    expect(await withFullDisk(0, 'run', 'many', '--run', 'r')).toMatchObject({ code: 5, stdout: '' });
    expect(world()).toEqual([]);
    expect((await bench.checklist('run', 'many', '--run', 'r')).code).toBe(0);
    expect(world()).toHaveLength(6);
  });

  it('does not end a step whose log cannot be written', async () => {
    bench.write(
      'checklists/loud.yaml',
      many
        .replace('id: many', 'id: loud')
        .replaceAll(/printf.*/g, "head -c 300000 /dev/zero | tr '\\0' x")
        .replaceAll(/ +outputs.*\n/g, ''),
    );
    const loud = await withFullDisk(100, 'run', 'loud', '--run', 'r', '--output', 'json');
    expect(loud.code).toBe(0);
    expect(loud.stdout).toContain('the log cannot be written: EFBIG: file too large, write');
  });
});

describe('a folder that cannot be written', () => {
  it('is told with its path', async () => {
    bench.write('.checklist', 'a file where the folder should be');
    expect(await bench.checklist('run', 'many', '--run', 'r')).toMatchObject({
      code: 5,
      stdout: '',
      stderr: expect.stringMatching(/^error: cannot write .*\.checklist\/runs\/r: (?:ENOTDIR|EEXIST): .*\nhint: /),
    });
  });

  it.skipIf(process.getuid?.() === 0)('is told when permission is missing, and a resume reaches the end', async () => {
    chmodSync(bench.directory, 0o555);
    expect(await bench.checklist('run', 'many', '--run', 'r')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('EACCES'),
    });
    chmodSync(bench.directory, 0o755);
    expect((await bench.checklist('run', 'many', '--run', 'r')).code).toBe(0);
  });
});

/** One that has ended and that nobody asked about yet does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

describe('Ctrl+C', () => {
  it('ends the whole process group, exits with 130, and a resume asks what became of the step', async () => {
    const going = bench.start('run', 'slow', '--run', 'r', '--output', 'json');
    await going.printed('"here');
    going.kill('SIGINT');
    expect(await going.ended).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('go on with: checklist resume r'),
    });
    const pids = bench.read('.git/pids').trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.filter(isRunning), { timeout: 5_000 }).toEqual([]);

    expect((await bench.checklist('resume', 'r')).code).toBe(4);
    expect((await bench.checklist('answer', 'r', 'long', 'happened=yes', 'exit_code=0')).code).toBe(0);
    expect((await bench.checklist('resume', 'r')).code).toBe(0);
  });
});

describe('a second driver', () => {
  it('is told who holds the run, whether it resumes or starts it', async () => {
    const first = bench.start('run', 'slow', '--run', 'r', '--output', 'json');
    await first.printed('"here');
    for (const command of [
      ['resume', 'r'],
      ['run', 'slow', '--run', 'r'],
    ]) {
      expect(await bench.checklist(...command)).toMatchObject({
        code: 5,
        stdout: '',
        stderr: expect.stringMatching(
          new RegExp(`^error: run "r" is held by process ${first.pid} on \\S+ since \\S+, expected`),
        ),
      });
    }
    first.kill('SIGINT');
    await first.ended;
    expect(await bench.checklist('run', 'slow', '--run', 'r')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is a run "r" already'),
    });
  });
});

describe('a reader that goes away', () => {
  it.each(['plain', 'json'])('is no crash: %s', async (form) => {
    const script = `set -o pipefail; "$0" "$1" run many --run r --output ${form} | head -n 1`;
    const piped = await bench.run('bash', '-c', script, process.execPath, bin);
    expect(piped).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('nobody reads the output any more; the run goes on'),
    });
    expect(world()).toHaveLength(6);
  });

  it('is no crash when nothing was read at all, not even the errors', async () => {
    const child = spawn(process.execPath, [bin, 'run', 'many', '--run', 'r'], { cwd: bench.directory, env: bench.env });
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(world()).toHaveLength(6);
  });
});

describe('a file that is no checklist', () => {
  const bomb = `a: &a [${'x, '.repeat(9)}x]\n${'bcdefghij'.replaceAll(/./g, (key, at: number) => `${key}: &${key} [${`*${'abcdefghij'[at]}, `.repeat(9)}x]\n`)}`;
  it.each([
    ['folder.yaml', undefined, 'error[not-a-file]: "checklists/folder.yaml" is a folder, expected a checklist file'],
    ['empty.yaml', '', 'error[empty-file]'],
    ['large.yaml', `# ${'x'.repeat(5_000_000)}\n`, 'error[file-too-large]'],
    ['bomb.yaml', bomb, 'error[alias-bomb]'],
    ['binary.yaml', '\u0000\u0001\u0002', 'error[bad-yaml]'],
    ['missing.yaml', null, 'error[not-found]: there is no file'],
  ])('is a diagnostic: %s', async (name, text, message) => {
    const file = `checklists/${name}`;
    if (text === undefined) mkdirSync(join(bench.directory, file));
    else if (text !== null) bench.write(file, text);
    for (const command of ['validate', 'run', 'plan']) {
      const ended = await bench.checklist(command, `./${file}`);
      expect(ended).toMatchObject({
        code: 3,
        stdout: '',
        stderr: expect.stringContaining(message),
      });
      expect(ended.stderr).not.toMatch(/^ +at /m);
    }
    expect(readdirSync(bench.directory)).not.toContain('.checklist');
    rmSync(join(bench.directory, file), { recursive: true, force: true });
  });
});
