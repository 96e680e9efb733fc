import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOnTerminal } from './pseudo-terminal.ts';
import { bin, makeWorkbench, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: release
title: Release
contacts:
  axel: { name: Axel }
  robb: { name: Robb }
inputs:
  version: { type: string, description: Version to release }
  kind: { type: string, choices: [major, minor], default: minor }
  dry: { type: boolean, default: false }
profiles:
  hotfix: { description: A small urgent fix, skip: [build] }
steps:
  - { id: build, title: Build it, type: shell, with: { command: ["true"] } }
  - { id: fail, title: Fail, type: shell, effect: reads, needs: [], with: { command: ["false"] } }
  - id: look
    title: Look at it
    type: manual
    needs: []
    with:
      instructions: Look.
      questions:
        good: { type: confirm, label: It is good }
        colour: { type: choice, label: Colour, choices: [red, green] }
  - { id: push_tag, title: Push, type: shell, effect: irreversible, with: { command: ["true"] } }
  - { id: deploy, title: Deploy, type: shell, effect: irreversible, with: { command: ["true"] } }
`;

let bench: Workbench;
beforeAll(async () => {
  const files = { 'checklists/release.yaml': checklist, 'checklists/rest.yaml': checklist.replace('release', 'rest') };
  bench = await makeWorkbench({
    ...files,
    'checklists/release.scenarios/all_green.yaml': 'version: 1\n',
    'notes.md': '',
  });
  mkdirSync(join(bench.directory, '.git/bin'));
  const program = join(bench.directory, '.git/bin/checklist');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`, { mode: 0o755 });
  bench.env.PATH = `${join(bench.directory, '.git/bin')}:${bench.env.PATH ?? ''}`;
  expect((await bench.checklist('run', 'release', '--input', 'version=1', '--run', 'release-1')).code).toBe(1);
});
afterAll(() => bench.remove());

/** What bash puts in place when somebody presses Tab at the end of the line; it splits the line as readline does. */
async function inBash(line: string): Promise<string[]> {
  const words = line
    .split(/\s+/)
    .flatMap((word) => (word === '' ? [''] : word.split(/([=:]+)/).filter((part) => part !== '')));
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const script = `source <(checklist completions bash)
COMP_LINE='${line}' COMP_POINT=${line.length} COMP_WORDS=(${quoted}) COMP_CWORD=${words.length - 1}
_checklist
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = await bench.run('bash', '--noprofile', '--norc', '-c', script);
  expect(stderr).toBe('');
  return stdout.split('\n').filter((text) => text !== '');
}

describe('bash completes', () => {
  it.each([
    ['commands', 'checklist re', ['resume', 'reject', 'retry', 'reevaluate', 'redo', 'report', 'rehearse']],
    ['commands behind help', 'checklist help val', ['validate']],
    ['choices', 'checklist status --output ', ['auto', 'plain', 'json']],
    ['choices behind a sign', 'checklist status --output=p', ['plain']],
    ['checklists', 'checklist run re', ['release', 'rest']],
    ['files', 'checklist validate ./no', ['./notes.md']],
    ['runs', 'checklist resume ', ['release-1']],
    ['scenarios', 'checklist rehearse release ', ['all_green']],
    ['inputs', 'checklist run release --input ', ['version=', 'kind=', 'dry=']],
    ['inputs that were not given yet', 'checklist plan release --input version=1 --input=k', ['kind=']],
    ['values of inputs', 'checklist run release --input kind=m', ['major', 'minor']],
    ['values of inputs behind two signs', 'checklist run release --input=dry=', ['yes', 'no']],
    ['profiles', 'checklist plan release --profile ', ['hotfix']],
    ['steps to confirm', 'checklist run release --confirm ', ['push_tag', 'deploy']],
    ['more steps to confirm', 'checklist run release --confirm push_tag,', ['push_tag,deploy']],
    ['contacts of a checklist', 'checklist run release --as ', ['axel', 'robb']],
    ['inputs of a run', 'checklist resume release-1 --input ki', ['kind=']],
    ['contacts of a run', 'checklist answer look --signed-by a', ['axel']],
    ['steps that ask', 'checklist answer ', ['release-1', 'look']],
    ['steps that ask, of the run that is named', 'checklist answer release-1 ', ['look']],
    ['steps that failed', 'checklist retry release-1 ', ['fail']],
    ['steps that can be left out', 'checklist skip release-1 ', ['fail', 'look', 'push_tag', 'deploy']],
    ['every item for a new round', 'checklist redo release-1 ', ['build', 'fail', 'look', 'push_tag', 'deploy']],
    ['answers', 'checklist answer look ', ['good=', 'colour=']],
    ['answers that were not given yet', 'checklist answer release-1 look good=yes ', ['colour=']],
    ['values of answers', 'checklist answer look colour=g', ['green']],
    ['shells', 'checklist completions ', ['bash', 'zsh', 'fish']],
    ['nothing behind a command that does not exist', 'checklist nope ', []],
    ['nothing where anything may stand', 'checklist skip look --reason ', []],
  ])('%s', async (_, line, offered) => {
    expect(await inBash(line)).toEqual(offered);
  });

  it('options, once each unless they can be repeated', async () => {
    const offered = await inBash('checklist run release --no-wait --input version=1 --');
    expect(offered).toEqual(expect.arrayContaining(['--input', '--profile', '--confirm', '--output', '--help']));
    expect(offered).not.toContain('--no-wait');
  });

  it('on a terminal, in the middle of a word with a sign', async () => {
    const shell = openOnTerminal(
      ['bash', '--noprofile', '--norc', '-i'],
      { cwd: bench.directory, env: { ...bench.env, PS1: '$ ' } },
      { columns: 80, rows: 10 },
    );
    await shell.typeAfter('$', 'source <(checklist completions bash) && echo ready\r');
    await shell.typeAfter('\nready', 'checklist run release --input=ki\t');
    await shell.shows('checklist run release --input=kind=');
    shell.type('ma\t');
    await shell.shows('checklist run release --input=kind=major');
    shell.kill('SIGKILL');
    await shell.ended;
  });
});

describe('the program that completes', () => {
  it('complains of nothing, whatever is wrong', async () => {
    for (const words of [
      ['run', 'nope', '--input', ''],
      ['answer', 'nope', ''],
      ['status', '--output=x=y'],
      ['', ''],
      [],
    ]) {
      expect(await bench.checklist('complete', '--', ...words)).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it('tells what each text is', async () => {
    const { stdout } = await bench.checklist('complete', '--', 'answer', '');
    expect(stdout).toBe('release-1\nlook\tLook at it\n');
  });

  it('prints scripts for shells that it knows', async () => {
    expect(await bench.checklist('completions', 'tcsh')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: there are no completions for "tcsh"\nhint: the shells are bash, zsh, fish\n',
    });
  });
});

const isHere = (shell: string) => spawnSync(shell, ['--version']).status === 0;

describe.runIf(isHere('fish'))('fish completes', () => {
  it.each([
    ['checklist res', 'resume\tGo on with a run where it stopped'],
    ['checklist answer l', 'look\tLook at it'],
    ['checklist run release --input=kind=ma', '--input=kind=major'],
    ['checklist validate ./no', './notes.md'],
  ])('%s', async (line, offered) => {
    const script = `checklist completions fish | source; complete -C '${line}'`;
    const { stdout } = await bench.run('fish', '--no-config', '-c', script);
    expect(stdout.trim().split('\n')).toContain(offered);
  });
});

describe.runIf(isHere('zsh'))('zsh completes', () => {
  it.each([
    ['checklist resu', 'checklist resume '],
    ['checklist answer l', 'checklist answer look '],
    ['checklist run release --input=ki', 'checklist run release --input=kind='],
    ['checklist plan release --profile=h', 'checklist plan release --profile=hotfix'],
    ['checklist validate ./no', 'checklist validate ./notes.md'],
  ])('%s', async (line, completed) => {
    const env = { ...bench.env, ZDOTDIR: join(bench.directory, '.git'), PS1: '$ ' };
    const shell = openOnTerminal(['zsh', '-f', '-i'], { cwd: bench.directory, env }, { columns: 80, rows: 10 });
    await shell.typeAfter(
      '$',
      'autoload -U compinit && compinit -u -D && source <(checklist completions zsh) && echo ready\r',
    );
    await shell.typeAfter('\nready', `${line}\t`);
    await shell.shows(completed);
    shell.kill('SIGKILL');
    await shell.ended;
  });
});

describe('a quick answer', () => {
  /** Tells what the program loads, by the names of its modules. */
  const spy = `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url.split('/').at(-1)); return next(url, context); } });
    process.on('exit', () => process.stderr.write(loaded.join('\\n')));
  `)}`;

  it.each([
    ['commands', ['re']],
    ['checklists', ['run', '']],
    ['inputs of a checklist that was read before', ['run', 'release', '--input', '']],
    ['steps of a run', ['answer', '']],
  ])('for %s loads neither YAML nor schemas nor screens nor plugins', async (_, words) => {
    const { stdout, stderr } = await bench.run(process.execPath, '--import', spy, bin, 'complete', '--', ...words);
    expect(stdout).not.toBe('');
    const large = ['read-checklist', 'ink', 'react', 'typebox', 'handlebars', 'builtin', 'shell', 'dist'];
    expect(stderr).toContain('complete-');
    expect(stderr.split('\n').filter((name) => large.some((one) => name.startsWith(one)))).toEqual([]);
  });
});
