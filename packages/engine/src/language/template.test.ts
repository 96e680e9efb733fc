import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scope } from './scope.ts';
import { isTemplate, parseTemplate, type Template } from './template.ts';

const commits = [
  { sha: 'aaaa', subject: 'First', files: ['x', 'y'], inputs: 'a field', date: 'Monday' },
  { sha: 'bbbb', subject: 'Second', files: [], inputs: 'a field', date: 'Tuesday' },
];

const scope: Scope = {
  inputs: { version: '1.2', count: 2, draft: false, none: null, empty: [], zero: 0, labels: { a: 1, b: 2 } },
  values: { branch: 'release-qual/1.2' },
  run: { id: 'r1', started_at: '2026-11-24T09:30:00.000Z' },
  steps: { log: { status: 'passed', title: 'Log', outputs: { commits, count: 2 } } },
};

function read(text: string): Template {
  const template = parseTemplate(text);
  if (!template.ok) throw new Error(template.error.message);
  return template.value;
}

function render(text: string): unknown {
  const rendered = read(text).render(scope);
  return rendered.ok ? rendered.value : rendered.error.message;
}

function referencesOf(text: string): string[] {
  return read(text).references.map(({ path, start, end }) => `${path.join('.')} = ${text.slice(start, end)}`);
}

describe('what is filled', () => {
  test.each([
    ['plain text, with } and {', 'plain text, with } and {'],
    ['release {{inputs.version}}!', 'release 1.2!'],
    ['{{inputs.count}} {{inputs.draft}} {{inputs.zero}}', '2 false 0'],
    ['{{{inputs.version}}}{{& values.branch}}', '1.2release-qual/1.2'],
    ['{{steps.log.outputs.commits.[1].sha}} of {{steps.log.outputs.commits.length}}', 'bbbb of 2'],
    ['a{{! a note }}b{{!-- {{another}} --}}c', 'abc'],
    ['\\{{inputs.version}}', '{{inputs.version}}'],
    ['a  {{~inputs.version~}}  b', 'a1.2b'],
    ['{{#if inputs.draft}}draft{{else if inputs.count}}some{{else}}none{{/if}}', 'some'],
    ['{{#if inputs.none}}yes{{else}}no{{/if}}', 'no'],
    ['{{^if inputs.empty}}nothing{{/if}}', 'nothing'],
    ['{{#unless inputs.draft}}final{{/unless}}', 'final'],
    ['{{#each inputs.labels}}{{@key}}={{this}}{{#unless @last}}, {{/unless}}{{/each}}', 'a=1, b=2'],
    ['{{#each inputs.empty}}x{{else}}none of {{inputs.count}}{{/each}}', 'none of 2'],
    ['{{#with steps.log}}{{title}}: {{outputs.count}}{{/with}}', 'Log: 2'],
    ['{{#with inputs.none}}x{{else}}none{{/with}}', 'none'],
    ['{{#each steps.log.outputs.commits}}\n- {{sha}} {{subject}}\n{{/each}}\n', '- aaaa First\n- bbbb Second\n'],
  ])('%s', (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  test('one expression and nothing else keeps the type of the value', () => {
    expect(render('{{inputs.count}}')).toBe(2);
    expect(render('{{ inputs.draft }}')).toBe(false);
    expect(render('{{steps.log.outputs.commits}}')).toBe(commits);
    expect(render('{{inputs.count}}\n')).toBe('2\n');
    expect(render('{{json inputs.count}}')).toBe('2');
  });
});

describe('names inside blocks', () => {
  test.each([
    ['{{#each steps.log.outputs.commits}}{{sha}}{{/each}}', 'aaaabbbb'],
    ['{{#each steps.log.outputs.commits}}{{this.sha}}{{./sha}}{{/each}}', 'aaaaaaaabbbbbbbb'],
    // A name of the scope means the same as outside; `this` reaches a field of that name.
    ['{{#each steps.log.outputs.commits}}{{inputs.version}}{{this.inputs}};{{/each}}', '1.2a field;1.2a field;'],
    ['{{#each steps.log.outputs.commits}}{{@root.inputs.version}}{{../inputs.count}}{{/each}}', '1.221.22'],
    ['{{#each steps.log.outputs.commits as |commit i|}}{{i}}{{commit.sha}}{{/each}}', '0aaaa1bbbb'],
    [
      '{{#each steps.log.outputs.commits}}{{#each files}}{{@../index}}{{@index}}{{this}}{{../sha}} {{/each}}{{/each}}',
      '00xaaaa 01yaaaa ',
    ],
    [
      '{{#each steps.log.outputs.commits as |c|}}{{#if @first}}{{#each files as |f|}}{{c.sha}}{{f}}{{/each}}{{/if}}{{/each}}',
      'aaaaxaaaay',
    ],
    ['{{#each steps.log.outputs.commits}}{{#with this}}{{@index}}{{sha}}{{/with}}{{/each}}', '0aaaa1bbbb'],
    ['{{#each steps.log.outputs.commits}}{{this.date}}{{/each}}', 'MondayTuesday'],
  ])('%s', (text, expected) => {
    expect(render(text)).toBe(expected);
  });
});

describe('references', () => {
  test.each([
    ['nothing', []],
    ['{{json "x"}}', []],
    ['{{inputs.version}} {{@root.run.id}}', ['inputs.version = inputs.version', 'run.id = @root.run.id']],
    ['{{nope}}', ['nope = nope']],
    ['{{ steps.log.outputs.[a b].[0] }}', ['steps.log.outputs.a b.0 = steps.log.outputs.[a b].[0]']],
    ['{{date run.started_at inputs.format}}', ['run.started_at = run.started_at', 'inputs.format = inputs.format']],
    ['{{join (list inputs.a) inputs.b}}', ['inputs.a = inputs.a', 'inputs.b = inputs.b']],
    [
      '{{#if inputs.a}}{{values.b}}{{else if inputs.c}}{{else}}{{run.id}}{{/if}}',
      ['inputs.a = inputs.a', 'values.b = values.b', 'inputs.c = inputs.c', 'run.id = run.id'],
    ],
    [
      '{{#each steps.log.outputs.commits as |c|}}{{sha}}{{c.sha}}{{this}}{{@index}}{{inputs.a}}{{../run.id}}{{/each}}',
      ['steps.log.outputs.commits = steps.log.outputs.commits', 'inputs.a = inputs.a', 'run.id = ../run.id'],
    ],
    [
      '{{#with steps.log}}{{outputs.x}}{{#with outputs as |o|}}{{o.y}}{{#each this}}{{z}}{{/each}}{{/with}}{{/with}}',
      [
        'steps.log = steps.log',
        'steps.log.outputs.x = outputs.x',
        'steps.log.outputs = outputs',
        'steps.log.outputs.y = o.y',
        'steps.log.outputs = this',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(referencesOf(text)).toEqual(expected);
    expect(read(text).isConstant).toBe(expected.length === 0);
  });

  test('stand at their place whatever surrounds them', () => {
    const filler = fc
      .array(fc.constantFrom('text', '\n', '\r\n', ' ', 'é😀', ' } ', '\\\\', '{{! note }}', '{{~inputs.a~}}'))
      .map((x) => x.join(''));
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        const text = `${before}{{#if values.x}}${after}{{ short  steps.a.outputs.b }}{{/if}}`;
        const found = referencesOf(text).filter((reference) => !reference.startsWith('inputs'));
        expect(found).toEqual(['values.x = values.x', 'steps.a.outputs.b = steps.a.outputs.b']);
      }),
    );
  });
});

describe('what cannot be filled', () => {
  test.each([
    ['{{inputs.nope}}', '"inputs.nope" has no value: there is no "nope"'],
    ['x{{steps.gone.outputs.sha}}', '"steps.gone.outputs.sha" has no value: there is no "gone"'],
    ['{{nope}}', '"nope" has no value'],
    ['{{inputs.none}}', '"inputs.none" is null, but a value was expected'],
    ['x{{inputs.none}}', '"inputs.none" is null, but a value was expected'],
    ['x{{inputs.empty}}', '"inputs.empty" is a list, but only a string, a number or a boolean can stand in a text'],
    [
      'x{{inputs.labels}}',
      '"inputs.labels" is an object, but only a string, a number or a boolean can stand in a text',
    ],
    ['{{#if inputs.nope}}{{/if}}', '"inputs.nope" has no value: there is no "nope"'],
    ['{{#unless inputs.nope}}{{/unless}}', '"inputs.nope" has no value: there is no "nope"'],
    ['{{#each inputs.nope}}{{/each}}', '"inputs.nope" has no value: there is no "nope"'],
    ['{{#with inputs.nope}}{{/with}}', '"inputs.nope" has no value: there is no "nope"'],
    ['{{#each inputs.version}}{{/each}}', '"inputs.version" is a string, but "each" expected a list or an object'],
    ['{{#each steps.log.outputs.commits}}{{author}}{{/each}}', '"author" has no value'],
    ['{{short inputs.none}}', '"inputs.none" is null, but a value was expected'],
    ['{{short inputs.count}}', '"inputs.count" is a number, but helper "short" expected a string'],
    ['{{join (json inputs.count) "-"}}', '"(json inputs.count)" is a string, but helper "join" expected a list'],
  ])('%s', (text, message) => {
    const rendered = read(text).render(scope);
    expect(rendered.ok ? rendered.value : rendered.error).toMatchObject({ reason: 'template', message });
  });

  test.each([
    'constructor',
    'constructor.constructor',
    'inputs.constructor',
    'inputs.__proto__',
    'inputs.__proto__.constructor',
    'inputs.version.length',
    'inputs.version.constructor',
    'inputs.empty.map',
    'inputs.empty.[-1]',
    'inputs.empty.[__proto__]',
    'this.toString',
  ])('nothing inherited is ever read: %s', (path) => {
    expect(render(`x{{${path}}}`)).toMatch(/^"[^"]+" has no value/);
  });
});

describe('what cannot be read', () => {
  const helpers = 'The helpers are date, days_after, list, table, json, plural, round, short, join.';
  test.each([
    ['a {{inputs.version', '{{inputs.version', '"{{" is never closed by "}}"'],
    ['{{inputs.version}} }} {{', '{{', '"{{" is never closed by "}}"'],
    ['{{inputs.version\n}} and {{inputs.[x}}', '[x', '"[x" stands where a name, a text or "}}" was expected'],
    ['{{}}', '}}', 'nothing stands before "}}", but a name was expected'],
    ['{{inputs.a | upper}}', '|', '"|" stands where a name, a text or "}}" was expected'],
    ['{{inputs.xs[0]}}', 'xs[0]', '"xs[0]" stands where a name, a text or "}}" was expected'],
    ['{{inputs.xs.0}}', '0', '"0" stands where a name, a text or "}}" was expected'],
    ['{{inputs/../run}}', 'inputs/..', '"inputs/.." has "this" or ".." in its middle, but they can only begin a path'],
    ['line\n{{#each xs}}\n{{#if a}}{{/if}}', '{{#each', 'block "each" is never closed, but "{{/each}}" was expected'],
    ['{{#if a}}{{/each}}', 'if', '"{{#if}}" is closed by "{{/each}}", but "{{/if}}" was expected'],
    ['line\nline {{/if}} line', '{{/if', '"{{/if}}" closes a block that was not opened'],
    ['a {{!-- note }} b', '{{!-- note }} b', 'comment "{{!--" is never closed by "--}}"'],
    ['{{else}}', '{{else', '"{{else}}" stands outside of a block, or is its second one'],
    ['{{#if}}{{/if}}', 'if', 'block "if" takes one argument'],
    ['{{#inputs.xs}}{{/inputs.xs}}', 'inputs.xs', 'unknown block "inputs.xs"'],
    ['{{{{raw}}}}{{{{/raw}}}}', 'raw', 'unknown block "raw"'],
    ['{{> header}}', '{{> header}}', 'templates have no partials and no decorators'],
    ['{{#> header}}{{/header}}', '{{#> header}}{{/header}}', 'templates have no partials and no decorators'],
    ['{{#*inline "x"}}{{/inline}}', '{{#*inline "x"}}{{/inline}}', 'templates have no partials and no decorators'],
    ['{{shrt inputs.a}}', 'shrt', 'unknown helper "shrt"'],
    ['{{lookup inputs "a"}}', 'lookup', 'unknown helper "lookup"'],
    ['{{inputs.a "b"}}', 'inputs.a', 'unknown helper "inputs.a"'],
    ['{{short}}', 'short', 'helper "short" was given 0 arguments, but it takes 1'],
    ['{{short a b}}', 'short', 'helper "short" was given 2 arguments, but it takes 1'],
    ['{{table rows}}', 'table', 'helper "table" was given 1 argument, but it takes 2 or more'],
    ['{{list xs sep=", "}}', 'sep=", "', 'helper "list" takes no named arguments'],
    [
      '{{date run.started_at "YYYY-MM-DD"}}',
      '"YYYY-MM-DD"',
      '"YYYY-MM-DD" holds "YYYY", but helper "date" expected only yyyy, MM, dd, HH and mm to be filled',
    ],
    ['{{"text"}}', '"text"', 'a text or a number stands where a name was expected'],
    ['{{json null}}', 'null', 'templates know neither null nor undefined'],
    ['{{this}}', 'this', '"this" stands for nothing here'],
    ['{{../inputs.a}}', '../inputs.a', '"../inputs.a" stands for nothing here'],
    ['{{@index}}', '@index', '"@index" stands for nothing here'],
    ['{{#each xs as |inputs|}}{{/each}}', 'each', '"inputs" is a name of its own and cannot name an element'],
  ])('%s', (text, place, message) => {
    const template = parseTemplate(text);
    if (template.ok) throw new Error('it was read');
    const { start, end } = template.error;
    expect([template.error.message, text.slice(start, end)]).toEqual([message, place]);
  });

  test('a hint says what to do', () => {
    const hintOf = (text: string) => {
      const template = parseTemplate(text);
      return template.ok ? undefined : template.error.hint;
    };
    expect(hintOf('{{shrt inputs.a}}')).toBe(helpers);
    expect(hintOf('{{inputs.xs[0]}}')).toBe('Write an index as ".[0]", as in "inputs.names.[0].id".');
    expect(hintOf('{{date}}')).toBe(
      'Write it as {{date run.started_at "yyyy-MM-dd"}}; a field of that name is {{this.date}}.',
    );
  });

  test('neither deep nesting nor any mixture of signs throws', () => {
    expect(parseTemplate('{{#if a}}'.repeat(200) + '{{/if}}'.repeat(200))).toMatchObject({
      ok: false,
      error: { message: 'blocks or calls are nested more than 100 deep' },
    });
    expect(parseTemplate(`{{#if a}}${'{{else if b}}'.repeat(5_000)}{{/if}}`).ok).toBe(false);
    expect(parseTemplate(`{{json ${'(json '.repeat(20_000)}a${')'.repeat(20_000)}}}`).ok).toBe(false);
    expect(parseTemplate('{{#if a}}'.repeat(20_000) + '{{/if}}'.repeat(20_000)).ok).toBe(false);
    const token = fc.constantFrom(
      '{{',
      '}}',
      '{{{',
      '}}}',
      '#if ',
      '/if',
      'else',
      '#each ',
      '/each',
      'inputs.a',
      ' ',
      '.',
      '[',
      ']',
      '"',
      '(',
      ')',
      '\n',
      '../',
      '@',
      'this',
      '|',
      '~',
      '!',
      '--',
      '>',
      '&',
      '^',
      '\\',
      'as |x|',
      'short ',
      '=',
      '1',
      'null',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), (tokens) => {
        const text = tokens.join('');
        const template = parseTemplate(text);
        if (template.ok) return void template.value.render(scope);
        const { start, end, message } = template.error;
        expect(message).not.toMatch(/Expecting|\n|undefined/);
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile and large values', () => {
  test('any string is printed as it is and is never a template again', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{{inputs.x}}', '{{{a}}}', '$&', '<b>&amp;', '`$(touch /x)`', '__proto__'),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        const own = { inputs: { x: value, xs: [value] } };
        expect(read('a{{inputs.x}}b').render(own)).toEqual({ ok: true, value: `a${value}b` });
        expect(read('{{inputs.x}}').render(own)).toEqual({ ok: true, value });
        expect(read('{{#each inputs.xs}}-{{this}}{{/each}}').render(own)).toEqual({ ok: true, value: `-${value}` });
      }),
    );
  });

  test('a megabyte of text and a megabyte of value', () => {
    const filler = 'text } { \n'.repeat(100_000);
    const value = '{{inputs.x}}'.repeat(90_000);
    const rendered = read(`${filler}{{inputs.x}}`).render({ inputs: { x: value } });
    expect(rendered.ok && rendered.value === filler + value).toBe(true);
  });

  test('only a text with braces can be a template', () => {
    expect(isTemplate('a { b }')).toBe(false);
    expect(isTemplate('a {{b}}')).toBe(true);
  });

  test('a template is read once for all of its uses', () => {
    expect(read('again {{inputs.version}}')).toBe(read('again {{inputs.version}}'));
  });
});

describe('an output that a skipped step does not have', () => {
  const scope = { steps: { train: { status: 'skipped', outputs: {} } } };
  const render = (text: string) => {
    const template = parseTemplate(text);
    return template.ok ? template.value.render(scope) : template;
  };

  test('is false in a question', () => {
    const text = '{{#if steps.train.outputs.url}}{{steps.train.outputs.url}}{{else}}{{steps.train.status}}{{/if}}';
    expect(render(text)).toEqual({ ok: true, value: 'skipped' });
    expect(render('{{#unless steps.train.outputs.url}}none{{/unless}}')).toEqual({ ok: true, value: 'none' });
  });

  test('is a failure everywhere else', () => {
    expect(render('at {{steps.train.outputs.url}}')).toMatchObject({ ok: false, error: { reason: 'template' } });
    expect(render('{{#each steps.train.outputs.urls}}x{{/each}}')).toMatchObject({ ok: false });
    expect(render('{{#if steps.other.outputs.url}}x{{/if}}')).toMatchObject({ ok: false });
    expect(render('{{#if inputs.missing}}x{{/if}}')).toMatchObject({ ok: false });
  });
});
