import fc from 'fast-check';

/** Plain words, as most texts of a checklist are. */
export const words = fc.constantFrom(
  'Build',
  'Release qualification',
  'v1.2.3',
  'origin',
  'main',
  'docs/notes.md',
  '7',
);

/** Names that are mostly there; `@@n` becomes an item above, once the items have their ids. */
const names = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      ...['inputs.version', 'inputs.jobs', 'inputs.count', 'values.tag', 'contacts.axel.name', 'run.id', 'run.commit'],
      ...['run.started_at', '@@0.status', '@@1.status', '@@3.title', '@@0.ended_at'],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('run.decisions', '@@0.outputs.exit_code', '@@2.outputs.text', 'matrix.a') },
);

/** How helpers are called; `#` becomes a name. */
const calls = fc.constantFrom(
  ...['short #', 'json #', 'list #', 'date # "yyyy-MM-dd"', 'days_after # 3', 'round # 2', 'join # ", "'],
  ...['plural # "commit" "commits"', 'table # "sha" "subject"'],
);

/** Templates that are well formed. */
export const templates = fc.oneof(
  { weight: 6, arbitrary: names.map((name) => `{{${name}}}`) },
  { weight: 3, arbitrary: fc.tuple(words, names).map(([word, name]) => `${word} {{ ${name} }} - {{{${name}}}}`) },
  { weight: 1, arbitrary: names.map((name) => `{{#if ${name}}}yes {{${name}}}{{else}}no{{/if}}`) },
  { weight: 1, arbitrary: names.map((name) => `{{#each ${name}}}{{@index}} {{this}}\n{{/each}}`) },
  { weight: 1, arbitrary: fc.tuple(calls, names).map(([call, name]) => `{{${call.replace('#', name)}}}`) },
);

/** Expressions that are well formed and give true or false. */
export const expressions = fc.oneof(
  fc.constantFrom('true', 'false', '1 < 2', 'inputs.jobs.size() > 0', '"a" in inputs.jobs', 'has(inputs.version)'),
  names.map((name) => `${name} == "a" || !(${name} != "b")`),
  names.map((name) => `string(${name}).matches("^[a-z]+$")`),
  names.map((name) => `inputs.jobs.all(each, each != ${name})`),
);

/** Regular expressions of RE2 that can be read. */
export const patterns = fc.constantFrom('^a+$', String.raw`(?P<n>\d+)-(\w*)`, '(a|b)*c', '[^x]{2,5}', '.*', '');

/** What people, tools and attackers write where nobody expects it. */
export const hostileTexts = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\t',
      '\n',
      '\r\n',
      '\0',
      '\u001b[2J',
      '\u202e',
      '\ufeff',
      '\u2028',
      '\ud800',
      '🏳️‍🌈',
      'e\u0301',
      '\u0085',
    ],
    ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'null', '~', 'NaN', '.inf'],
    ...['$(touch x)', '`x`', "';--", '--upload-pack=x', '-rf', '../../etc/passwd', '/dev/zero', 'https://a@b:1/?#'],
    ...[
      '*',
      '&a',
      '*a',
      '<<',
      '!!',
      '!!binary',
      '? ',
      '- ',
      ': ',
      '#',
      '%',
      '@',
      '`',
      '|',
      '>',
      '---',
      '...',
      '{',
      '[',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(fc.constantFrom('a', ' ', '{', '(', '[', '\n', '\\', '"', '\u0301'), fc.constantFrom(99, 1_000, 30_000))
    .map(([text, times]) => text.repeat(times)),
);

const templateParts = fc.oneof(
  names,
  calls,
  hostileTexts,
  fc.constantFrom(
    ...['{{', '}}', '{{{', '}}}', '{{#if ', '{{#each ', '{{#with ', '{{#unless ', '{{else}}', '{{else if ', '{{/if}}'],
    ...[
      '{{/each}}',
      '{{/with}}',
      '{{~',
      '~}}',
      '{{!',
      '{{!--',
      '--}}',
      '{{>',
      '{{*',
      '{{&',
      '{{^}}',
      '\\{{',
      '..',
      './',
    ],
    ...[
      'this',
      '@index',
      '@key',
      '@root',
      ' as |a b|',
      '(',
      ')',
      '.[0]',
      '.[a b]',
      '=',
      '"x"',
      "'",
      ' 1 ',
      ' -0.5 ',
      'lookup',
    ],
  ),
);

/** Templates, mostly wrong. */
export const wildTemplates = fc.array(templateParts, { maxLength: 12 }).map((parts) => parts.join(''));

const expressionParts = fc.oneof(
  names,
  hostileTexts,
  fc.constantFrom(
    ...[
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '.',
      ',',
      ' ? ',
      ' : ',
      ' && ',
      ' || ',
      '!',
      ' == ',
      ' != ',
      ' < ',
      ' in ',
      ' + ',
    ],
    ...[
      ' - ',
      ' * ',
      ' / ',
      ' % ',
      '"a"',
      "'''b'''",
      'r"\\"',
      'b"x"',
      '1',
      '1u',
      '1.5e308',
      '9223372036854775807',
      '0x7f',
    ],
    ...[
      'has(',
      'size(',
      'int(',
      'string(',
      'timestamp(',
      'duration(',
      '.matches("',
      '.all(x, ',
      '.map(x, ',
      '.exists(x, ',
    ],
    ...[
      '.filter(x, ',
      'dyn(',
      'type(',
      'null',
      'true',
      'false',
      '//',
      'outputs',
      'matrix.a',
      '.startsWith(',
      '[0]',
      '["a"]',
    ],
  ),
);

/** Expressions, mostly wrong. */
export const wildExpressions = fc.array(expressionParts, { maxLength: 12 }).map((parts) => parts.join(''));

/** Regular expressions, mostly wrong. */
export const wildPatterns = fc
  .array(
    fc.oneof(
      patterns,
      hostileTexts,
      fc.constantFrom(
        ...['(', ')', '(?:', '(?=', '(?<n>', '(?P<n>', '(?i)', '[', ']', '[^', '\\', '\\1', '\\p{L}', '\\p{'],
      ),
      fc.constantFrom(
        ...['*', '+', '?', '{1000}', '{1001}', '{2,1}', '{,', '|', '^', '$', '\\b', '\\C', '[[:alpha:]]', '[z-a]'],
      ),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

/** Durations, half of them wrong. */
export const wildDurations = fc
  .array(
    fc.oneof(fc.constantFrom('5', '0', '99999999', '123456789', 'd', 'h', 'm', 's', 'ms', ' ', '.', '-'), hostileTexts),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));
