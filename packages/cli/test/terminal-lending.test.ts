import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPseudoTerminal } from './pseudo-terminal.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

const login = `version: 1
id: login
title: Log in
steps:
  - id: login
    title: Log in
    type: shell
    with:
      script: |
        trap 'echo interrupted > interrupted' INT
        read -r -p "your name: " name < /dev/tty || true
        echo "$name" > name.txt
      terminal: true
      outputs: { name: { file: name.txt, format: text } }
  - id: notes
    title: Known issues
    type: manual
    with:
      instructions: List them.
      questions: { notes: { type: text, label: Notes, multiline: true } }
    expect: [{ name: two lines, that: 'outputs.notes == "one\\ntwo"' }]
`;

const printing = `version: 1
id: printing
title: Printing
steps:
  - id: ask
    title: Ask
    type: shell
    with: { command: [cat], terminal: true, outputs: { text: { stdout: text } } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({
    'checklists/login.yaml': login,
    'checklists/printing.yaml': printing,
    'editor.sh': '#!/bin/sh\ncat "$2" > before.txt\nprintf "one\\ntwo\\n" > "$2"\n',
  });
});
afterAll(() => bench.remove());

const editor = { VISUAL: 'sh editor.sh --wait' };

describe('a program that talks with a person', () => {
  it.each(['auto', 'plain'])('gets the terminal and gives it back, --output %s', async (output) => {
    const { typeAfter, ended } = openPseudoTerminal(
      bench,
      ['run', 'login', '--run', output, '--output', output],
      editor,
    );
    await typeAfter('your name: ', 'Ada\r');
    if (output === 'auto') await typeAfter('a answer', 'q');
    expect(await ended).toBe(4);
    expect(bench.read('name.txt')).toBe('Ada\n');
    const { stdout } = await bench.checklist('status', output, '--output', 'json');
    expect(stdout).toContain('"name":"Ada\\n"');
  });

  it('gets Ctrl+C while it has the terminal; the run goes on', async () => {
    const { typeAfter, ended } = openPseudoTerminal(bench, ['run', 'login', '--run', 'key'], editor);
    await typeAfter('your name: ', '\u0003\r');
    await typeAfter('a answer', 'q');
    expect(await ended).toBe(4);
    expect(bench.read('interrupted')).toBe('interrupted\n');
  });

  it('is not started where there is no terminal, and can be tried again on one', async () => {
    const { code, stdout } = await bench.checklist('run', 'login', '--run', 'blind');
    expect(code).toBe(1);
    expect(stdout).toContain('the program talks with a person and there is no terminal, expected one');
    expect(stdout).toContain('Go on with "checklist resume" on a terminal, then retry the step.');
    await bench.checklist('retry', 'blind', 'login');
    const { typeAfter, ended } = openPseudoTerminal(bench, ['resume', 'blind'], editor);
    await typeAfter('your name: ', 'Bob\r');
    await typeAfter('a answer', 'q');
    expect(await ended).toBe(4);
  });

  it('cannot have outputs of what it prints', async () => {
    const { code, stdout } = await bench.checklist('run', 'printing');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'output "text" is read from what the program prints, expected a file: with "terminal" nothing is kept',
    );
  });
});

describe('an answer of several lines', () => {
  it("can be written in an editor of one's own", async () => {
    const { typeAfter, ended } = openPseudoTerminal(bench, ['resume', 'auto'], editor);
    await typeAfter('a answer', 'a');
    await typeAfter('an empty line ends', 'draft');
    await typeAfter('draft', '\u000f');
    await typeAfter('two', '\u0004');
    expect(await ended).toBe(0);
    expect(bench.read('before.txt')).toBe('draft');
  });

  it('is kept as it was when the editor fails', async () => {
    const { typeAfter, ended } = openPseudoTerminal(bench, ['resume', 'plain'], { VISUAL: 'false' });
    await typeAfter('a answer', 'a');
    await typeAfter('an empty line ends', 'draft');
    await typeAfter('draft', '\u000f');
    await typeAfter('the editor "false"', '\u0003');
    expect(await ended).toBe(130);
  });
});
