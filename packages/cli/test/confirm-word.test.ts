import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: worst
title: The worst
inputs:
  version: { type: string, description: Version }
steps:
  - id: publish
    title: Publish
    type: shell
    effect: irreversible
    confirm: { word: "v{{inputs.version}}" }
    with: { command: [touch, published] }
  - { id: more, title: More, type: shell, confirm: true, with: { command: [touch, more] } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/worst.yaml': checklist });
});
afterAll(() => bench.remove());

const run = (...args: readonly string[]) => bench.checklist('run', 'worst', '--input', 'version=7', ...args);

describe('a step that is confirmed by typing a word', () => {
  it('says which word, takes no other, and no bare yes', async () => {
    const started = await run('--run', 'first', '--output', 'plain');
    expect(started.code).toBe(4);
    expect(started.stdout).toContain('Publish? Type "v7" to confirm');
    expect(started.stdout).toContain('checklist answer first publish confirm=v7');
    expect(await bench.checklist('answer', 'first', 'publish', '--yes')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: "publish" asks for a confirmation of:\nThis cannot be undone.\n  $ touch published\nPublish? Type "v7" to confirm\nhint: type: checklist answer first publish confirm=v7\n',
    });
    expect(await bench.checklist('answer', 'first', 'publish', 'confirm=v8')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: "confirm" is "v8", expected the word "v7"\n',
    });
    expect(await bench.checklist('answer', 'first', 'publish', 'confirm=v7')).toMatchObject({ code: 0 });
    expect(await bench.checklist('resume', 'first', '--output', 'plain')).toMatchObject({ code: 4 });
    expect((await bench.run('ls')).stdout).toBe('checklists\npublished\n');
  });

  it('is confirmed up front with its word only', async () => {
    expect(await run('--run', 'second', '--confirm', 'publish')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: --confirm names "publish" alone, expected the word that has to be typed\nhint: it is "publish=v7"\n',
    });
    expect(await run('--run', 'second', '--confirm', 'more=yes')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: --confirm names "more=yes", but no word has to be typed for it\nhint: write --confirm more\n',
    });
    expect(await run('--run', 'third', '--confirm', 'publish=v8,more')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: --confirm names "publish" with the word "v8", expected "v7"\nhint: write "publish=v7"\n',
    });
    expect(bench.exists('.checklist/runs/third')).toBe(false);
    expect(await run('--run', 'fourth', '--confirm', 'publish=v7,more', '--output', 'plain')).toMatchObject({
      code: 0,
    });
  });

  it('leaves a word to the step when it is not known at the start', async () => {
    bench.write(
      'checklists/later.yaml',
      `version: 1
id: later
title: Later
steps:
  - id: pick
    title: Pick
    type: shell
    with: { command: [echo, x], outputs: { name: { stdout: text } } }
  - id: publish
    title: Publish
    type: shell
    confirm: { word: "{{steps.pick.outputs.name}}" }
    with: { command: [touch, later] }
`,
    );
    expect(await bench.checklist('run', 'later', '--confirm', 'publish')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: --confirm names "publish" alone, expected the word that has to be typed\nhint: it is "{{steps.pick.outputs.name}}", filled when the step starts: answer the step then\n',
    });
    expect(await bench.checklist('run', 'later', '--confirm', 'publish=x')).toMatchObject({ code: 0 });
    expect(await bench.checklist('run', 'later', '--run', 'other', '--confirm', 'publish=y')).toMatchObject({
      code: 4,
    });
  });
});
