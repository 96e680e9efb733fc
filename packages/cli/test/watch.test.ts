import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPseudoTerminal } from './pseudo-terminal.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

const text = `version: 1
id: release
title: Release
steps:
  - id: notes
    title: Notes
    type: file.write
    with: { path: notes.md, content: { template_file: templates/notes.md.hbs } }
`;
const ok = 'ok checklists/release.yaml';

let bench: Workbench;
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/release.yaml': text, 'checklists/templates/notes.md.hbs': 'Notes\n' });
});
afterEach(() => bench.remove());

const path = (name: string) => join(bench.directory, 'checklists', name);

describe('validate --watch', () => {
  it('checks again after a save in place or by renaming, a change of a template, a deletion and a return', async () => {
    const watching = bench.start('validate', 'release', '--watch');
    await watching.printed(ok);

    writeFileSync(path('release.yaml'), text.replace('file.write', 'file.wirte'));
    await watching.printed('hint: did you mean "file.write"?');
    writeFileSync(path('next'), text);
    renameSync(path('next'), path('release.yaml'));
    await watching.printed(ok, 2);

    const template = 'checklists/templates/notes.md.hbs changed';
    writeFileSync(path('templates/notes.md.hbs'), '{{inputs.version}}\n');
    await watching.printed('hint: add it under "inputs"');
    rmSync(path('templates/notes.md.hbs'));
    await watching.printed('does not exist');
    writeFileSync(path('templates/notes.md.hbs'), 'Notes again\n');
    await watching.printed(ok, 3);

    rmSync(path('release.yaml'));
    await watching.printed('there is no checklist "release"');
    writeFileSync(path('release.yaml'), text);
    await watching.printed(ok, 4);

    watching.kill('SIGINT');
    const { code, stdout, stderr } = await watching.ended;
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    expect(stdout).not.toContain('\u001b');
    const told = stdout.replaceAll(/\d\d:\d\d:\d\d/g, 'TIME').split('\n');
    const release = '--- TIME checklists/release.yaml changed';
    expect(told.filter((line) => /^(?:---|error|ok)/.test(line))).toEqual([
      ok,
      release,
      'error[unknown-type]: step "notes" has the type "file.wirte", but no step type has that name',
      release,
      ok,
      `--- TIME ${template}`,
      'error[unknown-input]: step "notes" reads "inputs.version", but no input has that id',
      `--- TIME ${template}`,
      'error[bad-template-file]: the template file "templates/notes.md.hbs" does not exist',
      `--- TIME ${template}`,
      ok,
      release,
      expect.stringMatching(/^error: there is no checklist "release"/),
      release,
      ok,
    ]);
  });

  it('watches all checklists of the repository, those that come later too', async () => {
    rmSync(path('release.yaml'));
    const watching = bench.start('validate', '-w');
    await watching.printed('there are no checklists here yet');
    writeFileSync(path('hotfix.yaml'), text);
    await watching.printed('ok checklists/hotfix.yaml');
    watching.kill('SIGTERM');
    expect((await watching.ended).code).toBe(130);
  });

  it('shows only what holds now on a terminal, and ends with Ctrl+C', async () => {
    const terminal = openPseudoTerminal(bench, ['validate', '--watch'], {}, { columns: 80, rows: 24 });
    await terminal.shows('watching 3 files, Ctrl+C ends');
    writeFileSync(path('release.yaml'), text.replace('title: Notes', 'titel: Notes'));
    await terminal.shows('hint: did you mean "title"?');
    expect(terminal.text()).not.toContain(ok);
    writeFileSync(path('release.yaml'), text);
    await terminal.shows(ok);
    expect(terminal.text()).not.toContain('error');
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
  });
});
