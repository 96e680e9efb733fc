import { expect, it } from 'vitest';
import { address, block, code, evidenceLines, inline } from './markdown.ts';

it('keeps text of somebody else text', () => {
  expect(inline('<b>*x*</b> [a](b)')).toBe('\\<b\\>\\*x\\*\\</b\\> \\[a\\](b)');
  expect(code('a`b|c')).toBe('``a`b\\|c``');
  expect(block('```\n# x')).toBe('````text\n```\n# x\n````');
});

it.each([
  ['https://github.com/a/b/pull/1#review-7', '<https://github.com/a/b/pull/1#review-7>'],
  ['https://x.io/a_b|c', '<https://x.io/a_b%7Cc>'],
  ['javascript:alert(1)', '`javascript:alert(1)`'],
  ['https://x.io/> <img src=x>', '`https://x.io/> <img src=x>`'],
  ['https://x.io/a b', '`https://x.io/a b`'],
])('links to %s', (url, shown) => {
  expect(address(url)).toBe(shown);
});

it('shows every kind of evidence', () => {
  const lines = evidenceLines([
    { type: 'link', label: 'run *1*', url: 'https://x.io/1' },
    { type: 'file', label: 'notes', path: 'docs/notes.md' },
    { type: 'value', label: 'files', value: ['a', 'b'] },
    { type: 'approval', by: 'Axel', isGiven: true, label: 'approved on GitHub', url: 'https://x.io/2' },
  ]);
  expect(lines).toEqual([
    '- run \\*1\\*: <https://x.io/1>',
    '- notes: `docs/notes.md`',
    '- files: `["a","b"]`',
    '- Axel: approved on GitHub <https://x.io/2>',
  ]);
});
