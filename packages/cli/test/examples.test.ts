import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../src/commands/table.ts';
import { bin, type Ended, makeWorkbench, startProgram, type Workbench } from './workbench.ts';

const failing = (id: string, more = '') =>
  `  - { id: ${id}, title: ${id}, type: shell, needs: [], effect: reads, manual: Do it., with: { command: ["false"] }${more} }\n`;

/** A checklist in which the steps are that the examples speak of, each in a state in which its example makes sense. */
const release = `version: 1
id: release
title: Release
contacts:
  robb: { name: Robb, email: robb@example.org }
  axel: { name: Axel }
inputs:
  version: { type: string, default: 2026.11.24-1200 }
profiles:
  hotfix: { skip: [train] }
steps:
  - { id: notes, title: Notes, type: file.write, with: { path: notes.md, content: "{{inputs.version}}" } }
  - { id: train_speed, title: Speed, type: shell, needs: [], effect: reads, with: { command: ["true"] } }
  - id: play
    title: Play
    type: manual
    needs: []
    with: { instructions: Play., questions: { launched: { type: confirm }, heart: { type: confirm } } }
  - { id: sweep, title: Sweep, type: manual, needs: [], with: { instructions: Ask., sign_off: { by: [axel] } } }
  - { id: open_pr, title: Open, type: shell, needs: [], effect: irreversible, with: { command: ["true"] } }
  - id: workflow_tests
    title: Workflows
    needs: []
    steps:
      - { id: first, title: First, type: shell, with: { command: ["true"] } }
${['recipe_launch', 'branch', 'observatory', 'train'].map((id) => failing(id)).join('')}`;

const small = `version: 1
id: next
title: Next
steps:
  - { id: build, title: Build, type: shell, with: { command: ["true"] } }
`;
const scenario = `version: 1
title: All is well
starter: { name: Robb, contact: robb }
repository: { commits: [{ id: base, message: Base }] }
profile: hotfix
expect: { steps: { notes: passed } }
`;
const run = 'release-2026.11.24-1200';

/** What an example comes to when that is not 0, and what is done before it. */
const special: Readonly<Record<string, { readonly code?: number; readonly before?: string }>> = {
  'checklist run release': { code: 1, before: `rm -r .checklist` },
  'checklist run release --input version=2026.11.24-1200 --profile hotfix': { code: 1, before: `rm -r .checklist` },
  'checklist run ./checklists/release.yaml --confirm open_pr --output json': { code: 1, before: `rm -r .checklist` },
  'checklist resume': { code: 1 },
  [`checklist resume ${run} --output plain`]: { code: 1 },
  [`checklist undo ${run}`]: { code: 2 },
  'source <(checklist completions zsh)': { before: 'autoload -U compinit && compinit -D' },
  'checklist init': { before: 'rm checklists/release.yaml' },
  'checklist validate release --watch': { code: 130 },
  'checklist docs release --check checklists/release.md': { before: 'checklist docs release > checklists/release.md' },
};

let prepared: Workbench;
beforeAll(async () => {
  prepared = await makeWorkbench({
    'checklists/release.yaml': release,
    'checklists/release.scenarios/all_green.yaml': scenario,
    'checklists/release.scenarios/blocker_bug.yaml': scenario,
    'drafts/next.yaml': small,
    'RELEASING.md': '- Verify that it works\n',
  });
  mkdirSync(join(prepared.directory, '.git/bin'));
  writeFileSync(
    join(prepared.directory, '.git/bin/checklist'),
    `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`,
    { mode: 0o755 },
  );
  const started = await prepared.checklist('run', 'release', '--input', 'version=2026.11.24-1200', '--run', run);
  expect(started.code).toBe(1);
});
afterAll(() => prepared.remove());

/** The shell that a line is written for. */
function shellFor(line: string): { readonly program: string; readonly options: readonly string[] } {
  if (line.endsWith('| source')) return { program: 'fish', options: ['--no-config'] };
  if (line.includes('completions zsh')) return { program: 'zsh', options: ['-f'] };
  return { program: 'bash', options: ['--noprofile', '--norc', '-euo', 'pipefail'] };
}

const isHere = (line: string) => spawnSync(shellFor(line).program, ['--version']).status === 0;

/** Types a line into a shell, in a copy of the repository. */
async function type(line: string): Promise<Ended> {
  const directory = mkdtempSync(join(tmpdir(), 'checklist-example-'));
  cpSync(prepared.directory, directory, { recursive: true });
  const env = { ...prepared.env, HOME: directory, PATH: `${join(directory, '.git/bin')}:${prepared.env.PATH ?? ''}` };
  const { program, options } = shellFor(line);
  const shell = startProgram(program, [...options, '-c', line], directory, env);
  if (line.includes('--watch')) {
    await shell.printed('\n');
    shell.kill('SIGTERM');
  }
  const ended = await shell.ended;
  rmSync(directory, { recursive: true, force: true });
  return ended;
}

describe('every example of the help does what it says', () => {
  const examples = commands.flatMap((spec) => spec.examples);

  it.each(examples.filter(isHere))('%s', async (line) => {
    const { code: expected = 0, before } = special[line] ?? {};
    const { code, stderr } = await type(before === undefined ? line : `{ ${before}; } >/dev/null && ${line}`);
    expect({ code, stderr: code === expected ? '' : stderr }).toEqual({ code: expected, stderr: '' });
  });
});
