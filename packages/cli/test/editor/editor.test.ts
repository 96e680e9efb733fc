import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinStepTypes } from '@checklist/plugins';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Completion, type LanguageServer, openLanguageServer } from './language-server.ts';

const head = `# yaml-language-server: $schema=./checklist.schema.json
version: 1
id: sample
title: Sample
steps:
`;
const tag = `${head}  - id: tag
    title: Tag
    type: git.tag
`;

let editor: LanguageServer;
beforeAll(async () => {
  editor = await openLanguageServer();
});
afterAll(() => editor.close());

const labels = (offered: readonly Completion[]) => offered.map(({ label }) => label);
const find = (offered: readonly Completion[], label: string) => offered.find((one) => one.label === label);
const stepTypes = builtinStepTypes.map(({ type }) => type);

describe('what an editor offers', () => {
  it('offers every step type behind "type:", with what it does', async () => {
    const offered = await editor.complete(`${head}  - id: a\n    title: A\n    type: |\n`);
    expect(labels(offered).toSorted()).toEqual(stepTypes.toSorted());
    expect(find(offered, 'git.push_tag')?.documentation).toBe(
      'Pushes an annotated tag, for all to see and for good (effect: irreversible).',
    );
  });

  it('offers the options of the step type in "with", with an example to type over', async () => {
    const offered = await editor.complete(`${tag}    with:\n      |\n`);
    expect(labels(offered)).toEqual(expect.arrayContaining(['name', 'at', 'message']));
    expect(labels(offered)).not.toContain('checkout');
    expect(find(offered, 'at')).toMatchObject({
      insertText: expect.stringMatching(/^at: \$\{1:"\{\{run\.commit/),
      documentation: 'Commit that the tag points at.',
    });
  });

  it.each([
    [
      'an output of a program',
      'shell',
      'outputs:\n        found:\n          |',
      ['stdout', 'match', 'all', 'file', 'format'],
    ],
    ['a question', 'manual', 'questions:\n        bugs:\n          |', ['type', 'label', 'choices', 'optional']],
    ['a criterion', 'wandb.run', 'metrics:\n        - |', ['key', 'reduce', 'over', 'at_least', 'within', 'compare']],
    ['a way to reduce', 'wandb.run', 'metrics:\n        - reduce: |', ['last', 'mean', 'p5', 'slope']],
    ['a merge method', 'github.merge', 'method: |', ['merge', 'squash', 'rebase']],
  ])('offers what belongs into %s', async (_, type, written, expected) => {
    const offered = await editor.complete(
      `${head}  - id: a\n    title: A\n    type: ${type}\n    with:\n      ${written}\n`,
    );
    expect(labels(offered)).toEqual(expect.arrayContaining(expected));
  });

  it('offers the keys of a step, and the "with" of its type with what it needs', async () => {
    const offered = await editor.complete(`${tag}    |\n`);
    const keys = [
      'when',
      'needs',
      'matrix',
      'owner',
      'expect',
      'retry',
      'timeout',
      'effect',
      'confirm',
      'manual',
      'undo',
      'poll',
      'deadline',
      'secrets',
    ];
    expect(labels(offered)).toEqual(expect.arrayContaining(keys));
    expect(labels(offered).filter((label) => label === 'with' || stepTypes.includes(label))).toEqual([
      'with',
      'manual',
    ]);
    expect(find(offered, 'with')?.insertText).toBe('with:\n  name: $1\n  at: $2\n  message: $3');
  });

  it('offers the keys of a group once it has steps', async () => {
    const offered = await editor.complete(`${head}  - id: a\n    title: A\n    |\n    steps: []\n`);
    expect(labels(offered)).toEqual(
      expect.arrayContaining(['parallel', 'limit', 'finally', 'on_reject', 'when', 'needs']),
    );
    expect(labels(offered)).not.toContain('type');
  });

  it('offers whole steps and a group where an item begins', async () => {
    const offered = await editor.complete(`${head}  - |\n`);
    expect(labels(offered)).toEqual(expect.arrayContaining(['id', 'title', 'type', 'group', ...stepTypes]));
    expect(find(offered, 'git.tag')).toMatchObject({
      insertText: 'id: $1\n  title: $2\n  type: git.tag\n  with:\n    name: $3\n    at: $4\n    message: $5',
      documentation: 'Creates an annotated tag in this clone',
    });
    expect(find(offered, 'shell')?.insertText).toBe(
      'id: $1\n  title: $2\n  type: shell\n  with:\n    command:\n      - $3',
    );
  });

  it('offers the keys of the file', async () => {
    const offered = await editor.complete(`${head.split('\n')[0]}\nversion: 1\n|\n`);
    const keys = [
      'id',
      'title',
      'description',
      'commit',
      'contacts',
      'inputs',
      'values',
      'secrets',
      'profiles',
      'steps',
    ];
    expect(labels(offered)).toEqual(expect.arrayContaining(keys));
  });
});

describe('what an editor shows', () => {
  const source = /\n\nSource: .*$/s;

  it.each([
    [
      'a key',
      '    time|out: 5m\n',
      '#### Timeout\n\nHow long one attempt may take.\n\nA duration such as 30s, 5m or 1h30m.\n\nExample:\n\n```yaml\n30s\n```\n\nExample:\n\n```yaml\n1h30m\n```',
    ],
    [
      'an option',
      '    with:\n      at|: x\n',
      '#### At\n\nCommit that the tag points at.\n\nExample:\n\n```yaml\n"{{run.commit}}"\n```',
    ],
    [
      'the options',
      '    wi|th:\n      at: x\n',
      '#### Options of the step type\n\nCreates an annotated tag in this clone (effect: reversible).',
    ],
    [
      'a choice',
      '    eff|ect: irreversible\n',
      '#### Effect\n\nWhat the step does to the world, when it is stricter than its type.\n\nAllowed Values:\n\n* `irreversible`\n* `reads`\n* `local`\n* `reversible`',
    ],
  ])('for %s', async (_, line, shown) => {
    expect((await editor.hover(tag + line)).replace(source, '').trim()).toBe(shown);
  });

  it('for a step type', async () => {
    const shown = await editor.hover(tag.replace('git.tag', 'git.t|ag'));
    expect(shown).toContain('#### Type\n\nCreates an annotated tag in this clone (effect: reversible).');
  });
});

describe('what an editor underlines', () => {
  it('finds nothing wrong with the release checklist, and asks no network', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../../../checklists/release.yaml'), 'utf8');
    expect(await editor.diagnose(text)).toEqual([]);
    expect(editor.requested).toEqual([]);
  });

  it.each([
    [
      'an unknown type',
      head,
      '  - { id: a, title: A, type: git.tga }\n',
      'git.tga',
      /^Value must be "shell" \| "manual" \|/,
    ],
    [
      'an unknown option',
      tag,
      '    with: { name: x, at: y, message: z, nmae: x }\n',
      'nmae',
      /^Property nmae is not allowed\.$/,
    ],
    ['a wrong option', tag, '    with: { name: x, at: y, message: [] }\n', '[]', /^Incorrect type\. Expected "string/],
    ['a missing option', tag, '    with: { name: x, at: y }\n', 'with', /^Missing property "message"\.$/],
    [
      'a wrong duration',
      head,
      '  - { id: a, title: A, type: git.clean, timeout: 5x }\n',
      '5x',
      /^expected a duration such as 30s, 5m or 1h30m$/,
    ],
    [
      'a wrong id',
      head,
      '  - { id: My Step, title: A, type: git.clean }\n',
      'My Step',
      /^expected an id: small letters/,
    ],
    [
      'an unknown key of a step',
      head,
      '  - { id: a, title: A, type: git.clean, retyr: 3 }\n',
      'retyr',
      /^Property retyr is not allowed\.$/,
    ],
  ])('%s, where it stands', async (_, before, line, marked, message) => {
    const [found, ...others] = await editor.diagnose(before + line);
    expect(others).toEqual([]);
    expect(found?.message).toMatch(message);
    const row = before.split('\n').length - 1;
    const column = line.indexOf(marked);
    expect(found?.range).toEqual({
      start: { line: row, character: column },
      end: { line: row, character: column + marked.length },
    });
  });
});
