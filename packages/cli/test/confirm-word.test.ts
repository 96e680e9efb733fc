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
        'error: --confirm names "publish" alone, expected the word that has to be typed\nhint: it is "publish=v{{inputs.version}}"\n',
    });
    expect(await run('--run', 'second', '--confirm', 'more=yes')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: --confirm names "more=yes", but no word has to be typed for it\nhint: write --confirm more\n',
    });
    expect(await run('--run', 'third', '--confirm', 'publish=v8,more', '--output', 'plain')).toMatchObject({ code: 4 });
    expect(await run('--run', 'fourth', '--confirm', 'publish=v7,more', '--output', 'plain')).toMatchObject({
      code: 0,
    });
  });
});
