import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: needs
title: Needs
inputs: { version: { type: string, description: Version } }
secrets: { key: { env: NEEDS_KEY } }
steps:
  - { id: clean, title: Clean, type: git.clean }
  - { id: missing, title: Missing, type: shell, with: { command: [no-such-program-here] } }
  - { id: again, title: Again, type: shell, with: { command: [no-such-program-here, again] } }
  - { id: secret, title: Secret, type: shell, secrets: [key], with: { command: ['true'] } }
  - { id: bugs, title: Bugs, type: asana.no_open_tasks }
  - id: ask
    title: Ask
    type: discord.sign_off
    with: { user: '12345', ask: Fine?, sign_off: { by: [axel] } }
contacts: { axel: { name: Axel } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/needs.yaml': checklist, 'checklists/fine.yaml': fine });
});
afterAll(() => bench.remove());

const fine = `version: 1
id: fine
title: Fine
steps:
  - { id: clean, title: Clean, type: shell, with: { command: ['true'] } }
`;

describe('checklist doctor', () => {
  it('tells what is lacking, for which steps, and how to get it', async () => {
    const { code, stdout } = await bench.checklist('doctor', 'needs');
    expect(code).toBe(1);
    const part = stdout.slice(stdout.indexOf('Checklist needs'), stdout.indexOf('\nRuns'));
    expect(part).toBe(`Checklist needs
  ? the input "version" was not given, "0" stands for it here
  ✗ program "no-such-program-here" was not found on PATH, expected it to be installed
    needed for missing, again
    hint: Install "no-such-program-here" or add its directory to PATH.
  ✗ the secret "key" is missing: the variable NEEDS_KEY is not set
    needed for secret
    hint: Set the variable, or give the secret a command that prints it.
  ✗ ASANA_TOKEN is not set, expected a personal access token of Asana
    needed for bugs
    hint: Make a token in Asana's developer console and set ASANA_TOKEN.
  ? DISCORD_BOT_TOKEN is not set
    needed for ask
  ✓ git.clean: what it needs before it starts is there
    needed for clean
  ✓ discord.sign_off: what it needs before it starts is there
    needed for ask`);
  });

  it('is content where everything is there, and looks at the runs', async () => {
    await bench.checklist('run', 'fine', '--run', 'one');
    const { code, stdout } = await bench.checklist('doctor', 'fine');
    expect({ code, end: stdout.slice(stdout.indexOf('Checklist fine')) }).toEqual({
      code: 0,
      end: `Checklist fine
  ✓ shell: what it needs before it starts is there
    needed for clean
Runs
  ✓ ${bench.directory}/.checklist can be read and written
    needed for the journals of runs
  ✓ .checklist/ is invisible to git
    needed for a clean working tree
  ✓ run one can be read, passed, nobody drives it
`,
    });
  });

  it('finds damaged runs and a folder that git sees, and changes nothing', async () => {
    await bench.checklist('run', 'fine', '--run', 'two');
    const journal = '.checklist/runs/two/journal.jsonl';
    const damaged = bench.read(journal).replace('"preflight-ended"', '"preflight-ended_"');
    bench.write(journal, damaged);
    bench.write('.checklist/.gitignore', '');
    const { code, stdout } = await bench.checklist('doctor', 'fine');
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ \S+journal\.jsonl:3: .*; nothing was written\n {4}needed for run two\n/);
    expect(stdout).toContain('✗ .checklist/ is seen by git');
    expect(bench.read(journal)).toBe(damaged);
    const json = await bench.checklist('doctor', 'fine', '--output', 'json');
    expect(JSON.parse(json.stdout).parts.map(({ title }: { title: string }) => title)).toEqual([
      'This machine',
      'Checklist fine',
      'Runs',
    ]);
  });
});
