import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bin, type Ended, makeWorkbench, startProgram, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: sample
title: Sample
contacts:
  robb: { name: Robb, email: robb@example.org }
  axel: { name: Axel, github: axel-k }
  kerbec: { name: A. Kerbec, github: "@Axel-K" }
steps:
  - id: launch
    title: Launch it
    type: shell
    effect: irreversible
    with: { command: [touch, launched] }
  - id: approve
    title: Approve it
    type: manual
    with:
      instructions: Look at it.
      questions: { sure: { type: confirm, default: true } }
      sign_off: { by: [robb, axel, kerbec], at_least: 2, not_starter: true }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/sample.yaml': checklist });
});
afterEach(() => {
  rmSync(join(bench.directory, '.checklist'), { recursive: true, force: true });
  rmSync(join(bench.directory, 'launched'), { force: true });
});
afterAll(() => bench.remove());

const isLaunched = () => existsSync(join(bench.directory, 'launched'));
const journal = () => bench.read('.checklist/runs/r/journal.jsonl');

/** Calls the program by bash, so that its standard input is what the redirection says. */
function byShell(redirected: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const command = redirected.replaceAll(/\bchecklist(?= (?:run|resume))/g, `"${process.execPath}" "${bin}"`);
  return startProgram('bash', ['--noprofile', '--norc', '-c', command], bench.directory, { ...bench.env, ...env })
    .ended;
}

describe('a run that asks where nobody can answer', () => {
  it.each([
    ['with no input', 'checklist run sample --run r < /dev/null', {}],
    ['with a closed input', 'checklist run sample --run r <&-', {}],
    ['with an input that has ended', 'true | checklist run sample --run r', {}],
    ['with a pipe that says yes', 'yes | checklist run sample --run r', {}],
    ['with a pipe that says yes, as JSON lines', 'yes | checklist run sample --run r --output json', {}],
    ['with a pipe that says yes, as plain lines', 'yes | checklist run sample --run r --output plain', {}],
    ['where a pipeline runs it', 'yes | checklist run sample --run r', { CI: 'true', GITHUB_ACTIONS: 'true' }],
    ['on a dumb terminal', 'yes | checklist run sample --run r', { TERM: 'dumb' }],
    ['with colours and nothing else of a terminal', 'yes | checklist run sample --run r', { FORCE_COLOR: '1' }],
    ['that is resumed the same way', 'checklist run sample --run r < /dev/null; yes | checklist resume r', {}],
  ] as const)('%s: it waits, and does nothing', async (_, command, env) => {
    const { code } = await byShell(command, env);
    expect({ code, isLaunched: isLaunched(), answers: journal().includes('"answer-given"') }).toEqual({
      code: 4,
      isLaunched: false,
      answers: false,
    });
    expect(journal()).toContain('"question-asked"');
  });

  it.each([
    ['another step', 'approve', 4],
    ['a part of its id', 'laun', 2],
    ['another case', 'Launch', 2],
    ['its title', 'Launch it', 2],
    ['everything', '*', 2],
    ['a yes', 'yes', 2],
  ])('takes no confirmation up front that names %s', async (_, named, expected) => {
    const { code } = await bench.checklist('run', 'sample', '--run', 'r', '--confirm', named);
    expect({ code, isLaunched: isLaunched() }).toEqual({ code: expected, isLaunched: false });
  });

  it('takes one that names the step, for its first attempt and no other', async () => {
    expect(await bench.checklist('run', 'sample', '--run', 'r', '--confirm', 'launch')).toMatchObject({ code: 4 });
    expect(isLaunched()).toBe(true);
    rmSync(join(bench.directory, 'launched'));
    await bench.checklist('redo', 'r', 'launch', '--reason', 'once more');
    expect(await bench.checklist('resume', 'r')).toMatchObject({ code: 4 });
    expect(isLaunched()).toBe(false);
  });

  it.each([
    ['answer', 'r', 'launch'],
    ['answer', 'r', 'launch', 'confirm='],
    ['answer', 'r', 'launch', 'confirm=maybe'],
    ['answer', 'r', 'launch', 'confirm=no'],
  ])('%s %s %s %s is no yes', async (...words) => {
    await bench.checklist('run', 'sample', '--run', 'r');
    await bench.checklist(...words);
    await bench.checklist('resume', 'r');
    expect(isLaunched()).toBe(false);
  });
});

describe('a sign-off that does not count', () => {
  it.each([
    ['of the starter', [], 'Robb started the run and cannot sign "approve" off'],
    [
      'in the name of the starter',
      ['--as', 'axel', '--signed-by', 'robb'],
      'Robb started the run and cannot sign "approve" off',
    ],
    [
      'of the same person once more',
      ['--signed-by', 'axel'],
      'Axel has signed "approve" off already, expected somebody else',
    ],
    [
      'of the same person under another name',
      ['--signed-by', 'kerbec'],
      'A. Kerbec has signed "approve" off already as "axel", expected somebody else',
    ],
  ] as const)('%s is refused aloud, and that is on record', async (_, words, message) => {
    await bench.checklist('run', 'sample', '--run', 'r', '--confirm', 'launch');
    expect(await bench.checklist('answer', 'r', 'approve', 'sure=yes', '--signed-by', 'axel')).toMatchObject({
      code: 0,
    });
    const ended = await bench.checklist('answer', 'r', 'approve', 'sure=yes', ...words);
    const isNamed = words.length > 0;
    const hint = isNamed
      ? '"checklist status r" shows what can be done'
      : 'type: checklist answer r approve --signed-by kerbec';
    expect(ended).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\nhint: ${hint}\n`,
    });
    const refused = journal()
      .split('\n')
      .filter((line) => line.includes('"command-refused"'));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain(JSON.stringify(message));
    expect(journal()).not.toContain('"step":"approve","round":1,"attempt":1,"verdict"');
  });

  it.each([
    ['of somebody who is no contact', '--signed-by', 'mara', '--signed-by is "mara", expected the id of a contact'],
    ['by somebody who is no contact', '--as', 'mara', '--as is "mara", expected the id of a contact'],
  ])('%s is refused before it is sent', async (_, option, id, message) => {
    await bench.checklist('run', 'sample', '--run', 'r', '--confirm', 'launch');
    const ended = await bench.checklist('answer', 'r', 'approve', 'sure=yes', option, id);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr.split('\n')[0]).toBe(`error: ${message}`);
    expect(journal()).not.toContain('"answer-given"');
  });

  it('keeps whose word it is, and who typed it in', async () => {
    await bench.checklist('run', 'sample', '--run', 'r', '--confirm', 'launch');
    await bench.checklist('answer', 'r', 'approve', 'sure=yes', '--signed-by', 'axel');
    const line = journal()
      .split('\n')
      .find((one) => one.includes('"answer-given"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      step: 'approve',
      signOff: { by: { name: 'Axel', contact: 'axel' }, recordedBy: { name: 'Robb', contact: 'robb' } },
    });
  });
});

it('lets nobody give by hand the word of somebody else', async () => {
  const text = `version: 1
id: word
title: Word
contacts: { axel: { name: Axel } }
steps:
  - id: approve
    title: Approve
    type: manual
    manual: Call Axel.
    with: { instructions: Is it good?, sign_off: { by: [axel] } }
`;
  const bench = await makeWorkbench({ 'checklists/word.yaml': text });
  expect(await bench.checklist('validate', 'word')).toMatchObject({
    code: 3,
    stderr: `error[wrong-value]: step "approve" is a sign-off and has "manual", expected none
  checklists/word.yaml:9:5
  9 |     manual: Call Axel.
    |     ^^^^^^
  hint: take "manual" away: nobody can give by hand the word of somebody else

checklists/word.yaml: 1 fault
`,
  });
  bench.remove();
});
