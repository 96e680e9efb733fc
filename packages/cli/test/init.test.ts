import { afterEach, describe, expect, it } from 'vitest';
import { openPseudoTerminal } from './pseudo-terminal.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
afterEach(() => bench.remove());

describe('checklist init', () => {
  it('writes a checklist that runs to its end, with a remote and a check', async () => {
    bench = await makeWorkbench({ 'README.md': 'x' });
    await bench.run('git', 'init', '-q', '--bare', 'remote.git');
    await bench.run('git', 'remote', 'add', 'origin', './remote.git');
    bench.write('.git/info/exclude', 'remote.git\n');
    expect(await bench.checklist('init', '--check', 'git rev-parse --verify HEAD')).toEqual({
      code: 0,
      stdout: `checklists/release.yaml written
next:
  git add checklists && git commit -m "Add the checklist"
  checklist plan release --input version=1.0.0
  checklist run release
`,
      stderr: '',
    });
    expect(await bench.checklist('validate')).toMatchObject({ code: 0 });
    const committed = await bench.run('sh', '-c', 'git add checklists && git commit -m "Add the checklist"');
    expect(committed.code).toBe(0);
    const plan = await bench.checklist('plan', 'release', '--input', 'version=1.0.0');
    expect(plan).toMatchObject({ code: 0, stderr: '' });
    const started = await bench.checklist('run', 'release', '--input', 'version=1.0.0', '--run', 'first');
    expect({ code: started.code, stderr: started.stderr }).toEqual({ code: 4, stderr: '' });
    await bench.checklist('answer', 'first', 'notes', 'notes=New.');
    expect(await bench.checklist('resume', 'first')).toMatchObject({ code: 4 });
    await bench.checklist('answer', 'first', 'push_tag', 'confirm=v1.0.0');
    expect(await bench.checklist('resume', 'first')).toMatchObject({ code: 0 });
    const tag = await bench.run('git', '--git-dir', 'remote.git', 'cat-file', '-p', 'v1.0.0');
    expect(tag.stdout).toContain('\n\nRelease 1.0.0\n\nNew.');
  });

  it('takes hostile answers for text', async () => {
    bench = await makeWorkbench({ 'README.md': 'x' });
    const title = '"{{inputs.version}}": #\n- x: {}';
    const args = ['--title', title, '--check', 'echo "{a: b}" # \'', '--remote', 'or"igin, x: y'];
    expect(await bench.checklist('init', 'odd', ...args)).toMatchObject({ code: 0, stderr: '' });
    expect(bench.read('checklists/odd.yaml')).toContain(`title: ${JSON.stringify(title.replace('{{', '{ {'))}`);
  });

  it('never writes over a file, and tells how an id is written', async () => {
    bench = await makeWorkbench({ 'checklists/release.yaml': 'mine' });
    expect(await bench.checklist('init')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: checklists/release.yaml is there already, expected a new checklist\nhint: give another id: checklist init <id>\n',
    });
    expect(bench.read('checklists/release.yaml')).toBe('mine');
    expect(await bench.checklist('init', '../x')).toMatchObject({ code: 2 });
  });

  it('tells of a folder that cannot be written', async () => {
    bench = await makeWorkbench({ checklists: 'x' });
    expect(await bench.checklist('init', 'foo')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: checklists/foo.yaml cannot be written: something else has its place\nhint: make "checklists" a folder in which you may write\n',
    });
  });

  it('asks on a terminal', async () => {
    bench = await makeWorkbench({ 'README.md': 'x' });
    const { typeAfter, ended } = openPseudoTerminal(bench, ['init']);
    await typeAfter('called [Release]: ', 'Ship it\r');
    await typeAfter('(enter for none): ', 'true\r');
    await typeAfter('pushed to (enter for none): ', '\r');
    expect(await ended).toBe(0);
    const text = bench.read('checklists/release.yaml');
    expect(text).toContain('title: "Ship it"');
    expect(text).toContain('script: "true"');
    expect(text).not.toContain('push_tag');
  });
});
