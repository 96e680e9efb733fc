import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordFigure } from '../trust/figures.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

const head = `version: 1
id: edits
title: Edits
contacts:
  robb: { name: Robb, email: robb@example.org }
  axel: { name: Axel }
values: { place: out }
profiles:
  quick: { skip: [extra] }
`;
const write = `  - id: note
    title: Write a note
    type: file.write
    with: { path: "{{values.place}}/note.md", content: one }
`;
const approve = `  - id: approve
    title: Approve
    type: manual
    with: { instructions: Look., sign_off: { by: [axel] } }
`;
const wait = `  - id: look
    title: Look around
    type: manual
    with: { instructions: Wait. }
`;
const extra = `  - id: extra
    title: Extra
    type: shell
    with: { command: ['true'] }
`;
const whole = `${head}steps:\n${write}${approve}${wait}${extra}`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/edits.yaml': whole, '.gitignore': 'out\n' });
});
afterAll(() => {
  bench.remove();
  recordFigure('Edits in mid-run', 'edits that resume told and took over, or refused', edits);
});
let edits = 0;

/** A run that wrote the note, has the sign-off, and asks somebody to look. */
async function begin(run: string, ...options: readonly string[]): Promise<void> {
  rmSync(join(bench.directory, 'out'), { recursive: true, force: true });
  bench.write('checklists/edits.yaml', whole);
  expect((await bench.checklist('run', 'edits', '--run', run, ...options)).code).toBe(4);
  expect((await bench.checklist('answer', run, 'approve', '--signed-by', 'axel')).code).toBe(0);
  expect((await bench.checklist('resume', run)).code).toBe(4);
}

/** What a resume says about an edit before the run goes on. */
async function resumeAfter(run: string, text: string): Promise<string> {
  edits++;
  bench.write('checklists/edits.yaml', text);
  const { stdout } = await bench.checklist('resume', run);
  return stdout.slice(0, stdout.indexOf('Edits · '));
}

const took = 'The checklist was edited since; the run takes it over:\n';

describe('an edit, as resume tells it', () => {
  it('names what changed of each step and what becomes of it, and asks about what was done', async () => {
    await begin('told');
    const after = whole
      .replace('content: one', 'content: two')
      .replace('instructions: Look.', 'instructions: Look closely.')
      .replace('title: Look around', 'title: Look round')
      .replace("command: ['true']", "command: ['false']")
      .replace('place: out', 'place: out, more: x');
    expect(await resumeAfter('told', after)).toBe(
      `${took}  + value more\n` +
        '  ~ note  with.content: was passed, asks whether that stays or is redone\n' +
        '  ~ approve  with.instructions: its sign-offs are void, and it is asked anew\n' +
        '  ~ look  title\n' +
        '  ~ extra  with.command\n',
    );
    expect((await bench.checklist('status', 'told')).stdout).toContain(
      '    The text of "Write a note" changed after it was done: with.content.\n',
    );
    expect((await bench.checklist('answer', 'told', 'note', 'decision=keep')).code).toBe(0);
    const resumed = await bench.checklist('resume', 'told');
    expect(resumed.stdout).toContain('? approve Approve asks Axel\n');
    expect(bench.read('out/note.md')).toBe('one');
    const report = (await bench.checklist('report', 'told')).stdout;
    expect(report).toContain('took an edit of the checklist over');
    expect(report).toContain('kept the result of');
  });

  it('names the instance of a matrix where it is kept or redone', async () => {
    const tests = `  - id: test
    title: Test on a system
    type: shell
    needs: []
    matrix: { system: [linux, mac] }
    with: { script: 'true' }
`;
    bench.write('checklists/edits.yaml', `${whole}${tests}`);
    await bench.checklist('run', 'edits', '--run', 'instances');
    await resumeAfter('instances', `${whole}${tests.replace("'true'", "'exit 0'")}`);
    expect((await bench.checklist('status', 'instances')).stdout).toContain(
      '    The text of "Test on a system" (test[mac]) changed after it was done: with.script.\n',
    );
  });

  it('tells of a value that a finished step reads', async () => {
    await begin('value');
    expect(await resumeAfter('value', whole.replace('place: out', 'place: out/there'))).toBe(
      `${took}  ~ value place\n  ~ note  what its texts read: was passed, asks whether that stays or is redone\n`,
    );
  });

  it('keeps what was done by a step that is gone, and takes it back in the end', async () => {
    await begin('gone');
    const after = `${head}steps:\n  - { id: first, title: First, type: shell, with: { command: ['true'] } }\n${approve}${extra}`;
    expect(await resumeAfter('gone', after)).toBe(
      `${took}  + first  is new, and is done although what stands behind it was begun\n` +
        '  - note  was passed, which stays on record\n  - look  is not asked any more\n',
    );
    expect((await bench.checklist('report', 'gone')).stdout).toContain('Write a note, taken out of the checklist');
    const json: unknown = JSON.parse((await bench.checklist('status', 'gone', '--output', 'json')).stdout);
    expect(json).toMatchObject({
      steps: expect.arrayContaining([expect.objectContaining({ id: 'note', status: 'passed', removed: true })]),
    });
    expect(await bench.checklist('retry', 'gone', 'note')).toMatchObject({ code: 2 });
    const undone = await bench.checklist('undo', 'gone', '--yes');
    expect(undone.stdout).toContain('note Write a note');
    expect(() => bench.read('out/note.md')).toThrow();
  });

  it('knows a step again that has another id', async () => {
    await begin('named');
    expect(await resumeAfter('named', whole.replace('id: note', 'id: first_note'))).toBe(
      `${took}  ~ note is first_note now: was passed, asks whether that stays or is redone\n`,
    );
    expect((await bench.checklist('answer', 'named', 'first_note', 'decision=keep')).code).toBe(0);
    expect((await bench.checklist('report', 'named')).stdout).toContain(
      '### Write a note (`first_note`)\n\nRound 1: ✓ passed',
    );
  });

  it('says so when no step does anything else', async () => {
    await begin('same');
    expect(await resumeAfter('same', `# a word\n${whole}`)).toBe(`${took}  no step does or asks anything else\n`);
  });
});

describe('an edit that adds inputs', () => {
  const withInput = (input: string) =>
    whole.replace('values:', `inputs:\n  ${input}\nvalues:`).replace("['true']", "[echo, '{{inputs.channel}}']");

  it('takes a default, and needs a value where there is none', async () => {
    await begin('default');
    expect(await resumeAfter('default', withInput('channel: { type: string, default: stable }'))).toBe(
      `${took}  + input channel is stable\n  ~ extra  with.command\n`,
    );
    await begin('given');
    bench.write('checklists/edits.yaml', withInput('channel: { type: string }'));
    const journal = bench.read('.checklist/runs/given/journal.jsonl');
    expect(await bench.checklist('resume', 'given')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: the input "channel" must be given\nhint: add --input channel=...\n',
    });
    expect(bench.read('.checklist/runs/given/journal.jsonl')).toBe(journal);
    const resumed = await bench.checklist('resume', 'given', '--input', 'channel=edge');
    expect(resumed.stdout).toContain('  + input channel is edge\n');
    expect(await bench.checklist('resume', 'given', '--input', 'channel=stable')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: no input is to be given, expected an edit that adds one\nhint: leave --input away\n',
    });
    bench.write('checklists/edits.yaml', `# a word\n${withInput('channel: { type: string }')}`);
    expect(await bench.checklist('resume', 'given', '--input', 'channel=stable')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: the input "channel" was given when the run was started\nhint: only inputs that an edit adds are given now\n',
    });
    bench.write('checklists/edits.yaml', withInput('channel: { type: number }'));
    expect(await bench.checklist('resume', 'given')).toEqual({
      code: 3,
      stdout: '',
      stderr:
        'error: the run was started with "edge" for the input "channel", and the edited checklist expects a number\n' +
        'hint: take that part of the edit back, or start a new run\n',
    });
  });
});

describe('a file that the run cannot take over', () => {
  it('is refused when the profile of the run is gone', async () => {
    await begin('profile', '--profile', 'quick');
    bench.write('checklists/edits.yaml', whole.replace('quick:', 'quicker:'));
    expect(await bench.checklist('resume', 'profile')).toEqual({
      code: 3,
      stdout: '',
      stderr:
        'error: the run has the profile "quick", expected one that the edited checklist still has\n' +
        'hint: put the profile back; without it the run would do every step\n',
    });
  });

  it('is passed over when it is gone or holds another checklist, and the run goes on with what it has', async () => {
    await begin('deleted');
    rmSync(join(bench.directory, 'checklists/edits.yaml'));
    expect((await bench.checklist('resume', 'deleted')).stdout).toMatch(
      /^the file of the checklist, checklists\/edits\.yaml, is gone: the run goes on with the text that it has\nEdits · 2 of 4 done/,
    );
    expect(await resumeAfter('deleted', whole.replace('id: edits', 'id: other'))).toBe(
      'checklists/edits.yaml holds the checklist "other" by now: the run goes on with the text that it has\n',
    );
  });

  it('is taken over by the next resume when it was edited while the run was driven', async () => {
    const slow = (title: string) => `version: 1
id: driven
title: Driven
steps:
  - id: long
    title: ${title}
    type: shell
    effect: reads
    with: { script: 'echo here; while ! [ -e out/go ]; do sleep 0.05; done' }
  - { id: after, title: ${title}, type: manual, with: { instructions: ${title} } }
`;
    bench.write('checklists/driven.yaml', slow('Before'));
    const run = bench.start('run', 'driven', '--run', 'driven-1', '--output', 'json');
    await run.printed('"output"');
    bench.write('checklists/driven.yaml', slow('Afterwards'));
    const held = await bench.checklist('resume', 'driven-1');
    expect(held).toMatchObject({ code: 5, stdout: '' });
    bench.write('out/go', '');
    const ended = await run.ended;
    expect(ended.code).toBe(4);
    expect(ended.stdout).not.toContain('Afterwards');
    const resumed = await bench.checklist('resume', 'driven-1');
    expect(resumed.stdout).toContain('  ~ long  title\n  ~ after  title, with.instructions: is asked anew\n');
    expect(resumed.stdout).toContain('? after Afterwards asks\n');
  });
});
