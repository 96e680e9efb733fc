import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const small = (id: string) => `version: 1
id: ${id}
title: Small
commit: HEAD
steps:
  - { id: look, title: Look, type: shell, with: { command: ["true"] } }
`;

let bench: Workbench;
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/good.yaml': small('good') });
});
afterEach(() => bench.remove());

describe('a checklist that is no usual file', () => {
  it('is told among the others when it is a link to nothing', async () => {
    symlinkSync('nowhere.yaml', join(bench.directory, 'checklists/dangling.yaml'));
    expect(await bench.checklist('validate')).toEqual({
      code: 3,
      stdout: 'ok checklists/good.yaml\n',
      stderr:
        'error[not-found]: "checklists/dangling.yaml" is a link to what is not there\n  checklists/dangling.yaml\n\nchecklists/dangling.yaml: 1 fault\n',
    });
  });

  it('is not waited for when it is a pipe', async () => {
    await bench.run('mkfifo', 'checklists/pipe.yaml');
    const { code, stderr } = await bench.checklist('validate', 'pipe');
    expect(code).toBe(3);
    expect(stderr).toContain('error[not-a-file]: "checklists/pipe.yaml" is no file that can be read whole\n');
  });

  it('is told what it lacks when it has no steps', async () => {
    bench.write('checklists/none.yaml', 'version: 1\nid: none\ntitle: None\nsteps: []\n');
    expect((await bench.checklist('validate', 'none')).stderr).toContain('expected a list of at least one item');
  });
});

describe('a checklist whose file has another name', () => {
  it('is found by its id', async () => {
    bench.write('checklists/name.yaml', small('other'));
    expect(await bench.checklist('run', 'other')).toMatchObject({ code: 0, stderr: '' });
    expect((await bench.checklist('plan', 'another')).stderr).toContain('error: there is no checklist "another"');
  });
});

describe('a graph of nothing', () => {
  it('says what may be named', async () => {
    expect((await bench.checklist('graph')).stderr).toBe(
      'error: no checklist is named, expected one, or a run with --run\nhint: the checklists here are good\n',
    );
  });
});

describe('a repository without a commit', () => {
  it('is told as such; doctor goes on', async () => {
    rmSync(join(bench.directory, '.git'), { recursive: true });
    await bench.run('git', 'init', '-q');
    const message = 'this repository has no commit yet, expected one to pin "HEAD"';
    const hint = 'hint: make the first one: git add --all && git commit -m "First commit"';
    expect((await bench.checklist('plan', 'good')).stderr).toBe(`error: ${message}\n${hint}\n`);
    const { code, stdout } = await bench.checklist('doctor');
    expect(code).toBe(1);
    expect(stdout).toContain(`  ✗ ${message}\n    needed for the commit of a run\n    ${hint}\n`);
    expect(stdout).toContain('\n  ✓ shell: what it needs before it starts is there\n');
    expect(stdout).toContain('\nRuns\n');
  });
});
