import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, makeWorkbench, type Workbench } from './workbench.ts';

const release = `version: 1
id: release
title: Release
commit: "{{inputs.commit}}"
contacts:
  robb: { name: Robb, email: robb@example.org }
  axel: { name: Axel }
inputs:
  version: { type: string, pattern: '^\\d+\\.\\d+$' }
  commit: { type: string, default: main }
steps:
  - id: branch
    title: Create the branch
    type: git.branch
    with: { name: "release/{{inputs.version}}", at: "{{run.commit}}" }
  - id: sweep
    title: Sweeps work
    type: manual
    with:
      instructions: Ask Axel.
      questions: { link: { type: url, label: Link } }
      sign_off: { by: [axel] }
  - id: flaky
    title: Breaks
    type: shell
    with: { script: "printf '\\\\033[31mred\\\\033[0m\\\\n'; exit 3" }
  - id: tag
    title: Tag it
    type: git.tag
    confirm: true
    with: { name: "v{{inputs.version}}", at: "{{run.commit}}", message: Release }
`;

const slow = `version: 1
id: slow
title: Slow
steps:
  - id: long
    title: A long one
    type: shell
    effect: reads
    with: { command: [sh, -c, 'echo $$ > pid; echo here; exec sleep 300'] }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({
    'checklists/release.yaml': release,
    'checklists/slow.yaml': slow,
    '.gitignore': 'pid\n',
  });
});
afterAll(() => bench.remove());

/** Every path below a folder with its content or size, git's own files included. */
function snapshot(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, `${statSync(path).mtimeMs} ${readFileSync(path).toString('base64')}`];
    }),
  );
}

describe('plan', () => {
  it('says what would happen and leaves the repository byte for byte as it was', async () => {
    const before = snapshot(bench.directory);
    const plan = await bench.checklist('plan', 'release', '--input', 'version=9.9');
    expect(plan).toMatchObject({ code: 0, stderr: '' });
    const commit = (await bench.run('git', 'rev-parse', 'main')).stdout.trim();
    expect(plan.stdout).toContain(`    git branch --no-track -- release/9.9 ${commit}\n`);
    expect(plan.stdout).toContain('▸ tag Tag it (git.tag, reversible): would do, asks first');
    expect(await bench.checklist('run', 'release', '--dry-run', '--input', 'version=9.9')).toEqual(plan);
    expect(snapshot(bench.directory)).toEqual(before);
  });
});

describe('a run without a terminal', () => {
  it('is driven from other processes to its end, with a report', async () => {
    const run = await bench.checklist('run', 'release', '--input', 'version=1.0');
    expect(run.code).toBe(4);
    expect(run.stdout).toContain("checklist answer release-1.0 sweep link='<https://...>' --signed-by axel");

    expect(await bench.checklist('answer', 'sweep', 'link=there')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error: "link" is "there", expected an http or https address\n'),
    });
    expect(await bench.checklist('answer', 'sweep', 'link=https://example.org')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"sweep" needs the word of "axel", found "robb"'),
    });
    const answered = await bench.checklist('answer', 'sweep', 'link=https://example.org', '--signed-by', 'axel');
    expect(answered).toEqual({
      code: 0,
      stdout: '✓ "sweep" is answered\ngo on with: checklist resume release-1.0\n',
      stderr: '',
    });

    const resumed = await bench.checklist('resume');
    expect(resumed.code).toBe(1);
    expect(resumed.stdout).toContain('✗ flaky Breaks');
    expect(resumed.stdout).toContain('| red\n');
    expect(resumed.stdout).not.toContain('\u001b');
    expect((await bench.checklist('waive', 'flaky', '--reason', 'known')).code).toBe(0);
    expect((await bench.checklist('resume')).code).toBe(4);
    expect(await bench.checklist('answer', 'tag')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('answer release-1.0 tag --yes'),
    });
    expect((await bench.checklist('answer', 'tag', '--yes')).code).toBe(0);

    const json = await bench.checklist('resume', '--output', 'json');
    expect(json.code).toBe(0);
    const events = json.stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(events[0]).toMatchObject({ type: 'run-started', seq: 1 });
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', verdict: 'passed' });

    const commit = (await bench.run('git', 'rev-parse', 'main')).stdout.trim();
    expect((await bench.run('git', 'rev-parse', 'v1.0^{commit}')).stdout.trim()).toBe(commit);
    expect((await bench.run('git', 'status', '--porcelain')).stdout).toBe('');
    expect(bench.read('.checklist/runs/release-1.0/report.md')).toContain(
      '| `flaky` | waived | Robb (robb@example.org) | known |',
    );
    expect((await bench.checklist('report', 'release-1.0')).stdout).toContain('| `sweep` | approved | Axel | Robb |');

    expect((await bench.checklist('undo', 'release-1.0')).code).toBe(2);
    const undone = await bench.checklist('undo', 'release-1.0', '--yes');
    expect(undone.code).toBe(0);
    expect((await bench.run('git', 'tag')).stdout).toBe('');
  });

  it('names the inputs that are missing, and never takes one for code', async () => {
    expect(await bench.checklist('run', 'release')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: the input "version" must be given\nhint: add --input version=...\n',
    });
    const evil = await bench.checklist(
      'run',
      'release',
      '--input',
      'version=1.0; touch x',
      '--input',
      'commit=$(touch x)',
    );
    expect(evil.code).toBe(2);
    expect(existsSync(join(bench.directory, 'x'))).toBe(false);
  });
});

describe('one driver', () => {
  it('keeps a second one out, takes commands, and stops its programs when interrupted', async () => {
    const first = bench.start('run', 'slow', '--run', 'slow-1', '--output', 'json');
    await first.printed('"output"');
    expect(await bench.checklist('resume', 'slow-1')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining(`run "slow-1" is held by process ${first.pid} on `),
    });
    expect(await bench.checklist('skip', 'slow-1', 'long', '--reason', 'no time')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"long" is running'),
    });
    first.kill('SIGINT');
    expect(await first.ended).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('go on with: checklist resume slow-1'),
    });
    expect(() => process.kill(Number(bench.read('pid')), 0)).toThrow();

    bench.write('checklists/slow.yaml', slow.replace('exec sleep 300', 'true'));
    const resumed = await bench.checklist('resume', 'slow-1');
    expect(resumed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('  ~ long  with.command: was cut off, and is made again by the new text\n'),
    });
  });

  it('takes over from one that was killed', async () => {
    bench.write('checklists/slow.yaml', slow);
    const first = bench.start('run', 'slow', '--run', 'slow-2', '--output', 'json');
    await first.printed('"output"');
    first.kill('SIGKILL');
    await first.ended;
    process.kill(Number(bench.read('pid')), 'SIGKILL');
    bench.write('checklists/slow.yaml', slow.replace('exec sleep 300', 'true'));
    expect(await bench.checklist('resume', 'slow-2')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('was cut off - is made again'),
    });
  });
});

describe('what is broken', () => {
  it('points at a fault of the file, and writes nothing on resume', async () => {
    bench.write('checklists/slow.yaml', slow);
    await bench.checklist('run', 'release', '--input', 'version=2.0');
    const journal = bench.read('.checklist/runs/release-2.0/journal.jsonl');
    bench.write('checklists/release.yaml', release.replace('type: manual', 'type: manaul'));
    expect(await bench.checklist('resume', 'release-2.0')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('checklists/release.yaml:18:11\n'),
    });
    expect((await bench.checklist('validate')).code).toBe(3);
    expect(bench.read('.checklist/runs/release-2.0/journal.jsonl')).toBe(journal);
    bench.write('checklists/release.yaml', release);
    expect(await bench.checklist('validate')).toEqual({
      code: 0,
      stdout: 'ok checklists/release.yaml\nok checklists/slow.yaml\n',
      stderr: '',
    });
  });

  it('stops at a damaged journal with file and line, and leaves it alone', async () => {
    const file = '.checklist/runs/release-2.0/journal.jsonl';
    const damaged = bench.read(file).replace('driver-started', 'driver-strated');
    bench.write(file, damaged);
    for (const command of ['status', 'resume', 'undo']) {
      const ended = await bench.checklist(command, 'release-2.0');
      expect(ended).toMatchObject({ code: 5, stderr: expect.stringContaining(`${file}:2: `) });
    }
    expect(bench.read(file)).toBe(damaged);
    expect((await bench.checklist('list')).stdout).toContain('nothing was written');
  });

  it('says what was meant', async () => {
    expect(await bench.checklist('rnu')).toMatchObject({
      code: 2,
      stderr: 'error: there is no command "rnu"\nhint: did you mean "run"?\n',
    });
    expect(await bench.checklist('run', 'relaese')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean "release"?'),
    });
    expect(await bench.checklist('status', 'slow-3')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean "slow-1"?'),
    });
  });

  it('goes on when nobody reads its output any more', async () => {
    const script = 'set -o pipefail; "$0" "$1" run release --input version=3.0 | head -n 1';
    const piped = await bench.run('bash', '-c', script, process.execPath, bin);
    expect(piped.stdout).toMatch(/^Release · 0 of 4 done · run release-3\.0 · commit [0-9a-f]{10}\n$/);
    expect(piped).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('nobody reads the output any more; the run goes on'),
    });
    expect((await bench.checklist('status', 'release-3.0')).stdout).toContain('1 of 4 done');
  });
});
