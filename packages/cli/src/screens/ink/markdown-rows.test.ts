import { describe, expect, it } from 'vitest';
import { markdownRows } from './markdown-rows.ts';
import { widthOf } from './text-width.ts';

const textOf = (markdown: string, width: number) =>
  markdownRows(markdown, width).map((row) => row.map(({ text }) => text).join(''));

const instructions = `# Look at **it**

1. Launch the play environment from VS Code, at commit \`0123456789\`.
2. Navigate an agent:
   - [ ] to a heart
   - [x] and back

> Mind the gap, it is wide.

\`\`\`sh
git status
\`\`\`

See [the guide](https://example.org/guide) or <https://example.org>.

| a | b |
| - | - |
| 1 | 2 |
`;

describe('markdownRows', () => {
  it('shows headings, lists, quotes, code, links and what it does not know', () => {
    expect(textOf(instructions, 40)).toEqual([
      'Look at it',
      '',
      '1. Launch the play environment from VS',
      '   Code, at commit 0123456789.',
      '2. Navigate an agent:',
      '   [ ] to a heart',
      '   [x] and back',
      '',
      '│ Mind the gap, it is wide.',
      '',
      '  git status',
      '',
      'See the guide',
      '(https://example.org/guide) or',
      'https://example.org.',
      '',
      '| a | b |',
      '| - | - |',
      '| 1 | 2 |',
    ]);
  });

  it.each([12, 20, 40])('is never wider than %i columns', (width) => {
    const wide = `${instructions}\n\n日本語のとても長い文章です👩‍👩‍👧 und dann averyveryverylongword`;
    for (const row of textOf(wide, width)) expect(widthOf(row)).toBeLessThanOrEqual(width);
  });

  it('makes links only of web addresses, and tells where they lead', () => {
    const [row = []] = markdownRows('[good](https://example.org) [bad](javascript:alert(1))', 80);
    expect(row.filter(({ url }) => url !== undefined)).toEqual([
      { text: 'good', look: 'cyan', url: 'https://example.org/' },
    ]);
    expect(row.map(({ text }) => text).join('')).toBe('good (https://example.org) bad (javascript:alert(1))');
  });

  it('leaves nothing that acts on the terminal, and takes HTML for text', () => {
    expect(textOf('<b>bold</b> \u001b[31mred\u001b[0m\n\n<script>x</script>', 80)).toEqual([
      '<b>bold</b> red',
      '',
      '<script>x</script>',
    ]);
  });
});
