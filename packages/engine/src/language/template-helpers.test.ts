import { expect, test } from 'vitest';
import type { Json } from '../model/json.ts';
import { parseTemplate } from './template.ts';

function fill(text: string, x: Json): Json {
  const template = parseTemplate(text);
  if (!template.ok) return template.error.message;
  const rendered = template.value.render({ inputs: { x } });
  return rendered.ok ? rendered.value : rendered.error.message;
}

const moment = 'a moment such as "2026-11-24T09:30:00Z" or a date such as "2026-11-24"';

test.each<[string, Json, string]>([
  ['{{date inputs.x "yyyy-MM-dd HH:mm"}}', '2026-01-02T03:04:05.678Z', '2026-01-02 03:04'],
  ['{{date inputs.x "yyyy-MM-ddTHH:mmZ"}}', '2026-01-02T23:30:00-02:00', '2026-01-03T01:30Z'],
  ['{{date inputs.x "dd/MM/yyyy"}}', '2024-02-29', '29/02/2024'],
  ['{{date inputs.x "yyyy"}}', '2025-02-29', `"inputs.x" is "2025-02-29", but helper "date" expected ${moment}`],
  ['{{date inputs.x "yyyy"}}', 'tomorrow', `"inputs.x" is "tomorrow", but helper "date" expected ${moment}`],
  ['{{date inputs.x "yyyy"}}', 5, `"inputs.x" is a number, but helper "date" expected ${moment}`],
  [
    '{{date "2026-01-02" inputs.x}}',
    'DD',
    '"inputs.x" holds "DD", but helper "date" expected only yyyy, MM, dd, HH and mm to be filled',
  ],
  ['{{days_after inputs.x 3}}', '2026-02-26T23:59:00Z', '2026-03-01'],
  ['{{days_after "2026-01-01" inputs.x}}', -1, '2025-12-31'],
  [
    '{{days_after "2026-01-01" inputs.x}}',
    1.5,
    '"inputs.x" is 1.5, but helper "days_after" expected a whole number of days',
  ],
  [
    '{{days_after "2026-01-01" inputs.x}}',
    1e12,
    '"inputs.x" is 1000000000000, but helper "days_after" expected a whole number of days',
  ],
  ['{{days_after "2026-01-01" inputs.x}}', '3', '"inputs.x" is a string, but helper "days_after" expected a number'],
  ['{{list inputs.x}}', ['one', 2, true, 'two\nlines'], '- one\n- 2\n- true\n- two\n  lines'],
  ['{{list inputs.x}}', [], ''],
  [
    '{{list inputs.x}}',
    ['a', null],
    '"inputs.x" has null in it, but helper "list" expected strings, numbers or booleans',
  ],
  [
    '{{list inputs.x}}',
    [{ a: 1 }],
    '"inputs.x" has an object in it, but helper "list" expected strings, numbers or booleans',
  ],
  [
    '{{table inputs.x "sha" "n"}}',
    [
      { sha: 'a|b', n: 1 },
      { sha: 'c\nd', n: false },
    ],
    '| sha | n |\n| --- | --- |\n| a\\|b | 1 |\n| c d | false |',
  ],
  ['{{table inputs.x "sha"}}', [], '| sha |\n| --- |'],
  [
    '{{table inputs.x "sha"}}',
    [{ sha: 'a' }, { n: 1 }],
    '"inputs.x" has an element without a plain "sha", but helper "table" expected one in each',
  ],
  [
    '{{table inputs.x "constructor"}}',
    [{}],
    '"inputs.x" has an element without a plain "constructor", but helper "table" expected one in each',
  ],
  ['{{table inputs.x "sha"}}', ['a'], '"inputs.x" has a string in it, but helper "table" expected a list of objects'],
  ['{{table inputs.x "sha" 2}}', [], '"2" is a number, but helper "table" expected a string'],
  ['{{json inputs.x}}', { a: [1, null, '"'] }, '{"a":[1,null,"\\""]}'],
  ['{{json inputs.x}}', null, 'null'],
  ['{{plural inputs.x "commit" "commits"}}', 1, '1 commit'],
  ['{{plural inputs.x "commit" "commits"}}', 0, '0 commits'],
  ['{{plural inputs.x "commit" "commits"}}', '1', '"inputs.x" is a string, but helper "plural" expected a number'],
  ['{{short inputs.x}}', '0123456789abcdef', '0123456789'],
  ['{{short inputs.x}}', 'abc', 'abc'],
  ['{{round inputs.x 2}}', 40203.51424, '40203.51'],
  ['{{round inputs.x 2}}', 0.35000000000000003, '0.35'],
  ['{{round inputs.x 0}}', -1.6, '-2'],
  ['{{round inputs.x 2}}', null, 'none'],
  ['{{join inputs.x ", "}}', ['a', 1], 'a, 1'],
  ['{{join inputs.x ", "}}', 'a', '"inputs.x" is a string, but helper "join" expected a list'],
])('%s of %j', (text, x, expected) => {
  expect(fill(text, x)).toBe(expected);
});
