import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Ended, makeWorkbench, type Workbench } from './workbench.ts';

const benches: Workbench[] = [];
afterEach(() => {
  for (const bench of benches.splice(0)) bench.remove();
});

/** A repository with a remote and a checklist of these steps. */
async function benchWith(steps: string): Promise<Workbench> {
  const head = 'version: 1\nid: go\ntitle: Go\ncommit: main\ncontacts: { axel: { name: Axel } }\nsteps:\n';
  const bench = await makeWorkbench({ 'checklists/go.yaml': head + steps, '.gitignore': 'remote.git\nlines\n' });
  benches.push(bench);
  await bench.run('git', 'init', '-q', '--bare', 'remote.git');
  await bench.run('git', 'remote', 'add', 'origin', join(bench.directory, 'remote.git'));
  await bench.run('git', 'push', '-q', 'origin', 'main');
  return bench;
}

/** What people see of the repository and its remote. */
async function refsOf({ run }: Workbench): Promise<string> {
  const [local, remote] = [await run('git', 'for-each-ref'), await run('git', '-C', 'remote.git', 'for-each-ref')];
  return `${local.stdout}${remote.stdout}${(await run('git', 'status', '--porcelain')).stdout}`;
}

const lines = (bench: Workbench) =>
  existsSync(join(bench.directory, 'lines')) ? bench.read('lines').split('\n').slice(0, -1) : [];

/** The lines of an output without the times in front. */
const told = ({ stdout }: Ended) => stdout.replaceAll(/^\d\d:\d\d:\d\d /gm, '');

const branch = `  - { id: branch, title: Branch, type: git.branch, with: { name: r1, at: "{{run.commit}}", push: origin } }\n`;
const tag = `  - { id: tag, title: Tag, type: git.tag, with: { name: v1, at: "{{run.commit}}", message: One } }\n`;
const push = `  - { id: push, title: Push, type: git.push_tag, with: { name: v1, at: "{{run.commit}}" } }\n`;
const file = `  - { id: file, title: File, type: file.write, with: { path: a/b/notes.md, content: "{{run.commit}}" } }\n`;

describe('undo', () => {
  it('takes everything back, newest first, and tells what stays', async () => {
    const launch = `  - id: launch
    title: Launch
    type: shell
    with: { script: "echo launch >> lines; echo 4711", outputs: { job: { stdout: text } } }
    undo: { command: [sh, -c, 'echo "cancel $1" >> lines', sh, "{{outputs.job}} '"] }
  - { id: by_hand, title: By hand, type: git.tag, manual: Make it., with: { name: hand, at: main, message: m } }
  - { id: plain, title: Plain, type: shell, with: { command: [sh, -c, 'echo plain >> lines'] } }
`;
    const bench = await benchWith(branch + tag + push + launch + file);
    const before = await refsOf(bench);
    const start = ['--run', 'one', '--confirm', 'push'];
    expect((await bench.checklist('run', 'go', ...start, '--dry-run')).code).toBe(0);
    await bench.run('git', 'tag', 'hand', 'main');
    expect((await bench.checklist('run', 'go', ...start)).code).toBe(1);
    await bench.checklist('by-hand', 'one', 'by_hand');
    const { stdout: commit } = await bench.run('git', 'rev-parse', 'main');
    await bench.checklist('answer', 'one', 'by_hand', 'name=hand', `commit=${commit.trim()}`);
    expect((await bench.checklist('resume', 'one')).code).toBe(0);

    const refused = await bench.checklist('undo', 'one');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('it needs a confirmation') });
    expect(refused.stdout).toBe(`Newest first:
▸ file File
    rm -- a/b/notes.md
- plain Plain: stays, "shell" does not say how it is taken back
- by_hand By hand: stays, Robb did it by hand, and takes it back by hand
▸ launch Launch
    sh -c 'echo "cancel $1" >> lines' sh '4711 '\\'''
- push Push: stays, it cannot be taken back
▸ tag Tag
    git tag --delete -- v1
▸ branch Branch
    git push --no-follow-tags --force-with-lease=refs/heads/r1:${commit.trim()} -- origin :refs/heads/r1
    git branch --delete --force -- r1
`);
    expect(lines(bench)).toEqual(['launch', 'plain']);
    const undone = await bench.checklist('undo', 'one', '--yes');
    expect(undone).toMatchObject({ code: 0, stderr: '' });
    expect(told(undone)).toContain(`✓ file File taken back
- plain Plain stays: "shell" does not say how it is taken back
- by_hand By hand stays: Robb did it by hand, and takes it back by hand
✓ launch Launch taken back
- push Push stays: it cannot be taken back
✓ tag Tag taken back
✓ branch Branch taken back
✓ one was undone; what these did stays: push, by_hand, plain
`);
    expect(lines(bench)).toEqual(['launch', 'plain', "cancel 4711 '"]);
    expect(existsSync(join(bench.directory, 'a'))).toBe(false);
    await bench.run('git', 'tag', '-d', 'hand');
    await bench.run('git', '-C', 'remote.git', 'tag', '-d', 'v1');
    expect(await refsOf(bench)).toBe(before);
    expect(bench.read('.checklist/runs/one/report.md')).toMatch(/`push`.*stays.*it cannot be taken back/);

    const journal = bench.read('.checklist/runs/one/journal.jsonl');
    const again = await bench.checklist('undo', 'one', '--yes');
    expect(again).toMatchObject({ code: 0, stdout: 'run "one" was taken back already\n' });
    expect(bench.read('.checklist/runs/one/journal.jsonl')).toBe(journal);
    const redone = await bench.checklist('redo', 'one', 'tag', '--reason', 'once more');
    expect(redone).toMatchObject({ code: 2, stderr: expect.stringContaining('was taken back already') });
    expect((await bench.checklist('retry', 'one', 'tag')).stderr).toContain('the run has ended (undone)');
  });

  it('stops where the world moved on, and goes on when a person says what stays', async () => {
    const bench = await benchWith(branch + tag + file);
    expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(0);
    await bench.run('git', 'commit', '-q', '--allow-empty', '-m', 'two');
    await bench.run('git', 'tag', '-f', '-a', '-m', 'One', 'v1', 'main');
    const moved = await bench.run('git', 'rev-parse', 'v1');
    const stopped = await bench.checklist('undo', 'one', '--yes');
    expect(stopped.code).toBe(1);
    expect(told(stopped)).toMatch(
      /✗ tag Tag could not be taken back: someone moved tag "v1": .* at \w{40}, expected \w{40}/,
    );
    expect(stopped.stdout).toContain('checklist skip one tag --reason "..."');
    expect((await bench.run('git', 'rev-parse', 'v1', 'r1')).stdout).toContain(moved.stdout);
    expect((await bench.checklist('status', 'one')).stdout).toContain('someone moved tag "v1"');
    expect((await bench.checklist('resume', 'one')).code).toBe(1);
    for (const word of ['retry', 'by-hand', 'waive', 'redo']) {
      const reason = word === 'waive' || word === 'redo' ? ['--reason', 'x'] : [];
      const refused = await bench.checklist(word, 'one', 'tag', ...reason);
      expect(refused.stderr, word).toContain('the run is being taken back, expected one that goes forward');
    }
    expect((await bench.checklist('skip', 'one', 'branch', '--reason', 'x')).stderr).toContain(
      'does not hold the undo up',
    );
    expect((await bench.checklist('skip', 'one', 'tag', '--reason', 'it is theirs')).stdout).toContain(
      '"tag" did stays',
    );
    const ended = await bench.checklist('undo', 'one', '--yes');
    expect(ended.code).toBe(0);
    expect((await bench.checklist('status', 'one')).stdout).toContain('stays, as Robb decided: it is theirs');
    expect((await bench.run('git', 'rev-parse', 'v1')).stdout).toBe(moved.stdout);
    expect((await bench.run('git', 'rev-parse', '--verify', 'r1')).code).not.toBe(0);
  });

  it('goes by what was done, whatever the file says by now, in every round', async () => {
    const bench = await benchWith(branch + tag);
    const before = await refsOf(bench);
    expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(0);
    bench.write('checklists/go.yaml', bench.read('checklists/go.yaml').replace('name: v1', 'name: v2'));
    await bench.checklist('redo', 'one', 'tag', '--reason', 'another name');
    expect((await bench.checklist('resume', 'one')).code).toBe(0);
    bench.write('checklists/go.yaml', bench.read('checklists/go.yaml').replace('name: r1', 'name: r2'));
    expect((await bench.run('git', 'tag')).stdout).toBe('v1\nv2\n');
    const undone = await bench.checklist('undo', 'one', '--yes');
    expect(undone.stdout).toContain(
      '▸ tag Tag (round 2)\n    git tag --delete -- v2\n▸ tag Tag\n    git tag --delete -- v1\n',
    );
    expect(undone.code).toBe(0);
    await bench.run('git', 'checkout', '-q', '--', 'checklists');
    expect(await refsOf(bench)).toBe(before);
  });

  it('leaves alone what was so already, and takes back the part that a failed attempt did', async () => {
    const bench = await benchWith(branch + tag);
    await bench.run('git', 'tag', '-a', '-m', 'Mine', 'v1', 'main');
    bench.write('remote.git/hooks/pre-receive', '#!/bin/sh\nexit 1\n');
    await bench.run('chmod', '+x', 'remote.git/hooks/pre-receive');
    const before = await refsOf(bench);
    expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(1);
    expect((await bench.run('git', 'branch', '--list', 'r1')).stdout).toContain('r1');
    await bench.checklist('skip', 'one', 'branch', '--reason', 'no rights');
    expect((await bench.checklist('resume', 'one')).code).toBe(0);
    const undone = await bench.checklist('undo', 'one', '--yes');
    expect(undone.stdout).toContain(
      '▸ branch Branch\n    ! the attempt failed, so there may be nothing to take back\n',
    );
    expect(undone.stdout).not.toContain('▸ tag');
    expect(undone.code).toBe(0);
    expect(await refsOf(bench)).toBe(before);
  });
});

const slow = `  - id: slow
    title: Slow
    type: shell
    with: { script: 'echo begun >> lines; echo begun; sleep 300' }
    undo: { command: [sh, -c, 'echo undone >> lines'] }
`;

describe('undo of a run that was under way', () => {
  it('stops what is under way first, from another terminal', async () => {
    const bench = await benchWith(file + slow);
    const going = bench.start('run', 'go', '--run', 'one', '--output', 'json');
    await going.printed('"text":"begun');
    // Whoever drives the run takes it back, and may be through before this call looks again.
    expect((await bench.checklist('undo', 'one', '--yes')).code).toBe(0);
    expect(await going.ended).toMatchObject({ code: 0, stderr: '' });
    expect(lines(bench)).toEqual(['begun', 'undone']);
    expect(existsSync(join(bench.directory, 'a'))).toBe(false);
    expect((await bench.checklist('status', 'one')).stdout).toContain('slow Slow');
  });

  it('takes up what was cut off, and waits for its programs', async () => {
    const bench = await benchWith(file + slow.replace('sleep 300', 'sleep 1; echo ended >> lines'));
    const going = bench.start('run', 'go', '--run', 'one', '--output', 'json');
    await going.printed('"text":"begun');
    going.kill('SIGKILL');
    await going.ended;
    const undone = await bench.checklist('undo', 'one', '--yes');
    expect(undone.stdout).toContain('! the attempt did not tell how it ended, so there may be nothing to take back');
    expect(undone).toMatchObject({ code: 0, stderr: '' });
    expect(lines(bench)).toEqual(['begun', 'ended', 'undone']);
  });

  it('does not simply run an undo command that was cut off once more', async () => {
    const bench = await benchWith(
      file +
        slow
          .replace('sleep 300', 'true')
          .replace('echo undone >> lines', 'echo undone >> lines; echo undone; sleep 0.5'),
    );
    expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(0);
    const going = bench.start('undo', 'one', '--yes', '--output', 'json');
    await going.printed('"text":"undone');
    going.kill('SIGKILL');
    await going.ended;
    const resumed = await bench.checklist('resume', 'one');
    expect(resumed.code).toBe(1);
    expect(resumed.stdout).toContain('the undo command was cut off, so nobody knows whether it did its work');
    expect(lines(bench)).toEqual(['begun', 'undone']);
    const again = await bench.checklist('undo', 'one', '--yes');
    expect(again.stdout).toContain('! the undo command was cut off, so nobody knows whether it did its work');
    expect(again.code).toBe(0);
    expect(lines(bench)).toEqual(['begun', 'undone', 'undone']);
    expect(readFileSync(join(bench.directory, '.checklist/runs/one/logs/slow.1.undo.log'), 'utf8')).toContain('undone');
  });
});
