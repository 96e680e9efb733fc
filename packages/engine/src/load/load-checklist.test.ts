import { describe, expect, test } from 'vitest';
import type { Checklist, Step } from '../model/checklist.ts';
import { fail, ok } from '../model/result.ts';
import { loadChecklist } from './load-checklist.ts';
import { sampleStepTypes } from './sample-step-types.ts';

const head = 'version: 1\nid: release\ntitle: Release\n';

function load(text: string, files: Record<string, string> = {}) {
  return loadChecklist({ text, file: 'checklists/release.yaml' }, sampleStepTypes, (path) => {
    return files[path] === undefined ? fail(`no file "${path}"`) : ok(files[path]);
  });
}

function loaded(text: string, files: Record<string, string> = {}): Checklist {
  const result = load(text, files);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'));
  return result.value;
}

function faultsOf(text: string): readonly string[] {
  const result = load(text);
  return result.ok
    ? []
    : result.error.map(({ code, place, message }) => `${place.line}:${place.column} ${code} ${message}`);
}

function firstStep(checklist: Checklist): Step {
  const [item] = checklist.items;
  if (item?.kind !== 'step') throw new Error('expected a step first');
  return item;
}

function step(lines = ''): string {
  return `${head}steps:\n  - id: build\n    title: Build\n    type: shell\n    with: { command: [make], outputs: { log: { stdout: text } } }\n${lines}`;
}

describe('what is made of a right file', () => {
  test('a step with everything takes the defaults of the language', () => {
    const text = step(
      [
        '    retry: 3',
        '    timeout: 1h30m',
        '    effect: reads',
        '    poll: { until: outputs.exit_code == 0, every: 30s, timeout: 1h }',
        '    undo: { command: [make, undo] }',
        '    deadline: 2d',
        '    expect: [{ name: it worked, that: outputs.exit_code == 0 }]',
      ].join('\n'),
    );
    expect(firstStep(loaded(text))).toEqual({
      kind: 'step',
      id: 'build',
      title: 'Build',
      type: 'shell',
      with: { command: ['make'], outputs: { log: { stdout: 'text' } } },
      effect: 'reads',
      expect: [{ name: 'it worked', that: 'outputs.exit_code == 0' }],
      poll: { until: 'outputs.exit_code == 0', every: 30_000, timeout: 3_600_000, grace: 0 },
      undo: { command: ['make', 'undo'] },
      retry: { attempts: 3, delay: 1_000, factor: 2, maxDelay: 300_000 },
      timeout: 5_400_000,
      deadline: 172_800_000,
      secrets: [],
      outputs: ['exit_code', 'log'],
      digest: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  test('a group keeps its items, its limit and its way back', () => {
    const text = `${head}steps:
  - id: all
    title: All
    parallel: true
    limit: 2
    on_reject: { back_to: all }
    steps:
      - { id: build, title: Build, type: shell, with: { command: [make] } }
    finally:
      - { id: clean, title: Clean, type: shell, with: { command: [make, clean] } }
`;
    const [group] = loaded(text).items;
    expect(group).toMatchObject({ kind: 'group', id: 'all', parallel: true, limit: 2, backTo: 'all' });
    expect(group?.kind === 'group' && [...group.items, ...group.finally].map(({ id }) => id)).toEqual([
      'build',
      'clean',
    ]);
  });

  test('what is not written is not there, so that a journal stays small', () => {
    expect(Object.keys(loaded(step()))).toEqual([
      ...['id', 'title', 'contacts', 'inputs', 'values', 'secrets', 'profiles', 'items', 'digest'],
    ]);
    expect(firstStep(loaded(step()))).not.toHaveProperty('when');
  });

  test('a template may stand where another type is wanted', () => {
    const text = `${head}inputs: { code: { type: number } }\nsteps:\n  - id: build\n    title: Build\n    type: shell\n    with: { command: [make], exit_codes: ["{{inputs.code}}"] }\n`;
    expect(firstStep(loaded(text)).with).toEqual({ command: ['make'], exit_codes: ['{{inputs.code}}'] });
  });

  test('the digest of a step tells what it does, not what it is called or how it is laid out', () => {
    const digest = (text: string) => firstStep(loaded(text)).digest;
    const before = digest(step());
    expect(digest(step().replace('title: Build', 'title: Make it'))).toBe(before);
    expect(digest(step('    timeout: 5m\n'))).toBe(before);
    expect(
      digest(
        step().replace(
          'command: [make], outputs: { log: { stdout: text } }',
          'outputs: { log: { stdout: text } }, command: [make]',
        ),
      ),
    ).toBe(before);
    expect(digest(step().replace('make', 'cmake'))).not.toBe(before);
    expect(digest(step('    confirm: true\n'))).not.toBe(before);
  });

  test('the digest of a checklist follows its text and its template files', () => {
    const text = `${head}steps:\n  - { id: ask, title: Ask, type: manual, with: { instructions: { template_file: ask.md } } }\n`;
    const first = loaded(text, { 'ask.md': 'Look at {{run.commit}}.' });
    expect(firstStep(first).with).toEqual({ instructions: 'Look at {{run.commit}}.' });
    expect(loaded(text, { 'ask.md': 'Look at {{run.commit}}.' }).digest).toBe(first.digest);
    expect(loaded(text, { 'ask.md': 'Look.' }).digest).not.toBe(first.digest);
    expect(loaded(`${text}\n`, { 'ask.md': 'Look at {{run.commit}}.' }).digest).not.toBe(first.digest);
  });

  test('aliases stand for what they repeat', () => {
    const text = `${head}steps:\n  - { id: a, title: A, type: shell, with: &make { command: [make] } }\n  - { id: b, title: B, type: shell, with: *make }\n`;
    expect(loaded(text).items.map((item) => item.kind === 'step' && item.with)).toEqual([
      { command: ['make'] },
      { command: ['make'] },
    ]);
  });

  test('names of object methods are ordinary names', () => {
    const text = `${head}steps:\n  - { id: build, title: Build, type: shell, when: inputs.to_string == "", with: { command: [make] } }\n`;
    expect(faultsOf(text)).toEqual([
      '5:51 unknown-input step "build" reads "inputs.to_string", but no input has that id',
    ]);
  });
});

describe('hostile files', () => {
  const first = (text: string) => faultsOf(text)[0];

  test('more bytes than allowed', () => {
    expect(first(`${step()}# ${'x'.repeat(5_000_000)}`)).toBe(
      '1:1 file-too-large the file has 5.0 MB, expected 2.0 MB at most',
    );
  });

  test('an alias bomb of many small aliases', () => {
    const bomb = `a: &a [${'x,'.repeat(1000)}]\nb: &b [${'*a,'.repeat(1000)}]\nc: [${'*b,'.repeat(1000)}]\n`;
    expect(first(bomb)).toMatch(/^2:7 alias-bomb /);
  });

  test('aliases that nest ever deeper', () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]`);
    expect(first(`a0: &a0 [x]\n${lines.join('\n')}`)).toMatch(/too-deep values are nested more than 100 deep$/);
  });

  test.each([
    ['brackets', '['.repeat(10_000)],
    ['brackets and words', 'x: '.concat('[a, '.repeat(10_000))],
    ['braces', '{a: '.repeat(10_000)],
    ['indentation', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['list items', '- '.repeat(10_000)],
  ])('10,000 levels of %s', (_name, text) => {
    expect(first(text)).toMatch(/too-deep values are nested more than 100 deep$/);
  });

  test.each([
    ['binary rubbish', '\u0001\u0002\uFFFD\u0000PNG\r\n\u001a\n', 'found the control character U+0001, expected text'],
    ['NUL bytes', 'version: 1\0', 'found the control character U+0000, expected text'],
    ['an ANSI escape', 'title: \u001b[31mred', 'found the control character U+001B, expected text'],
    ['only white space', ' \n\n  \n', 'the file holds nothing, expected a checklist'],
    ['only a marker', '---\n', 'the file holds nothing, expected a checklist'],
    ['only "null"', 'null\n', 'the file holds empty, expected a mapping with "version", "id", "title" and "steps"'],
    ['one word', 'release', 'the file holds "release", expected a mapping with "version", "id", "title" and "steps"'],
    ['an unknown directive', '%FOO bar\n---\na: 1', 'found a line that begins with "%", expected a key'],
  ])('%s', (_name, text, message) => {
    expect(first(text)).toContain(message);
  });

  test('a key that would change the prototype is only an unknown key', () => {
    expect(faultsOf(`${step()}__proto__: { title: x }\nconstructor: 1\n`)).toEqual([
      '9:1 unknown-key the checklist has the unknown key "__proto__"',
      '10:1 unknown-key the checklist has the unknown key "constructor"',
    ]);
  });

  test('100,000 keys of one mapping, twice', () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `  k${index}: x`).join('\n');
    expect(faultsOf(`${head}values:\n${keys}\n  k7: y\n${step().slice(head.length)}`)).toEqual([
      '50005:3 duplicate-key the key "k7" stands twice in the same mapping',
    ]);
  });

  test('in a file with CRLF and BOM, columns count what is seen', () => {
    expect(faultsOf(`\uFEFF${step('    needs: [tset]\n').replaceAll('\n', '\r\n')}`)).toEqual([
      '9:13 unknown-need step "build" needs "tset", but no step has that id',
    ]);
  });
});

describe('10,000 steps', () => {
  const count = 10_000;
  const steps = (more: (index: number) => string) =>
    `${head}steps:\n${Array.from({ length: count }, (_, i) => `  - { id: s${i}, title: S, type: shell, with: { command: [make${more(i)} }`).join('\n')}\n`;

  test('a chain in which each reads the one before it', () => {
    const text = steps((i) => (i === 0 ? '] }' : `, "{{steps.s${i - 1}.outputs.exit_code}}"] }`));
    expect(loaded(text).items).toHaveLength(count);
  });

  test('all side by side, each reading the first, which they do not wait for', () => {
    const text = steps((i) => `] }, needs: [${i < 2 ? '' : 's1'}], when: steps.s0.status == "passed"`).slice(
      head.length,
    );
    expect(faultsOf(head + text)).toHaveLength(count);
  });

  test('a circle through all of them is told once, shortened', () => {
    const text = steps((i) => `] }, needs: [s${(i + 1) % count}]`);
    expect(faultsOf(text)).toEqual([
      '5:73 cycle these items wait for each other: "s0" -> "s1" -> "s2" -> "s3" -> ... -> "s9997" -> "s9998" -> "s9999" -> "s0"',
    ]);
  });
});
