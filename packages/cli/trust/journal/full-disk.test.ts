import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin, makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';

/** Four steps that count in the world how often they were done, and whose ends fill the journal. */
function writeSteps(first = ''): string {
  const steps = [0, 1, 2, 3].map(
    (n) => `  - id: s${n}
    title: Step ${n}
    type: shell
    with:
      script: |
        ${n === 1 ? first : ''}
        echo ${n} >> .git/world; printf '%03000d' ${n}
      outputs: { text: { stdout: text } }
`,
  );
  return ['version: 1', 'id: sample', 'title: Sample', 'steps:', ...steps].join('\n');
}

const run = [process.execPath, bin, 'run', 'sample', '--run', 'r'];
let bench: Workbench;
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/sample.yaml': writeSteps() });
});
afterEach(() => bench.remove());

const journal = '.checklist/runs/r/journal.jsonl';
const isThere = (path: string) => existsSync(join(bench.directory, path));
const world = () => bench.read('.git/world').trim().split('\n');

/** Goes on to the end; the step whose end could not be kept is unknown, and a person says that it happened. */
async function goOn() {
  const resumed = await bench.checklist('resume', 'r');
  if (resumed.code !== 4) return resumed;
  const answer = ['happened=yes', 'text=x', 'exit_code=0'];
  expect((await bench.checklist('answer', 'r', `s${world().length - 1}`, ...answer)).code).toBe(0);
  return bench.checklist('resume', 'r');
}

/** Whether a disk of a few kilobytes can be had here for a moment. */
const mount = 'mkdir -p .checklist && mount -t tmpfs -o size=256k tmpfs .checklist';
const canMount =
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/tmp'], { stdio: 'ignore' })
    .status === 0;

describe('a disk that is full', () => {
  it('at any kilobyte leaves whole lines, and with room again the run reaches its end with nothing lost or done twice', async () => {
    let kilobytes = 0;
    for (; ; kilobytes++) {
      rmSync(join(bench.directory, '.checklist'), { recursive: true, force: true });
      rmSync(join(bench.directory, '.git/world'), { force: true });
      const full = await bench.run('bash', '-c', `ulimit -f ${kilobytes}; exec "$0" "$@"`, ...run);
      if (full.code === 0) break;
      expect(full).toMatchObject({
        code: 5,
        stderr: expect.stringMatching(
          /^error: cannot (?:write|lock) \S+: .*\nhint: (?:make room or give permission, then resume: what is recorded stays|see to it that you may write there; .*)\n$/,
        ),
      });
      if (!isThere(journal)) continue;
      expect(bench.read(journal)).toMatch(/\}\n$/);
      expect(await goOn()).toMatchObject({ code: 0, stderr: '' });
      expect(world()).toEqual(['0', '1', '2', '3']);
    }
    expect(kilobytes).toBeGreaterThan(12);
    recordFigure('Journal', 'kilobytes at which the disk was full', kilobytes);
  });

  it.runIf(canMount)('and small, the same: the run goes on once there is room', async () => {
    const fill = 'head -c 300000 /dev/zero > .checklist/ballast || true;';
    bench.write('checklists/sample.yaml', writeSteps(fill));
    const script = `${mount}
      trap 'cp -r .checklist kept' EXIT
      "$@"; echo "ended with $?"
      tail -c 2 .checklist/runs/r/journal.jsonl | od -An -c
      rm .checklist/ballast`;
    const ended = await bench.run('unshare', '-rm', 'bash', '-c', script, 'bash', ...run);
    expect(ended.stderr).toBe(
      `error: cannot write ${join(bench.directory, journal)}: ENOSPC: no space left on device, write\nhint: make room or give permission, then resume: what is recorded stays\n`,
    );
    expect(ended.stdout).toMatch(/ended with 5\n +\} +\\n\n$/);
    expect(world()).toEqual(['0', '1']);
    rmSync(join(bench.directory, '.checklist'), { recursive: true, force: true });
    await bench.run('mv', 'kept', '.checklist');
    expect(await goOn()).toMatchObject({ code: 0, stderr: '' });
    expect(world()).toEqual(['0', '1', '2', '3']);
  });
});
