import { expect, it } from 'vitest';
import { markdownMarkup } from './markdown-markup.ts';

function shown(text: string): string {
  return markdownMarkup(text)
    .html.replace(/^<div class="prose">(.*)<\/div>\n$/s, '$1')
    .replaceAll(/(?<=<\/(?:p|li|ul|tr|thead|table)>)\n/g, '');
}

it.each([
  ['**bold** *it* `a<b`', '<p><strong>bold</strong> <em>it</em> <code>a&lt;b</code></p>'],
  ['# Title', '<p class="heading">Title</p>'],
  ['1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'],
  ['3. three', '<ol start="3"><li>three</li></ol>'],
  ['- [x] done\n- [ ] not', '<ul><li>☑ done</li><li>☐ not</li></ul>'],
  ['a\nb', '<p>a<br>b</p>'],
  ['> said', '<blockquote><p>said</p></blockquote>'],
  ['```sh\na && b\n```', '<pre><code>a &amp;&amp; b</code></pre>'],
  ['| a |\n| - |\n| 1 |', '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'],
  ['see https://x.io', '<p>see <a href="https://x.io" rel="noreferrer">https://x.io</a></p>'],
])('shows %j as what it means', (text, html) => {
  expect(shown(text)).toBe(html);
});

it.each([
  ['<b onclick="x">hi</b>', '<p>&lt;b onclick=&quot;x&quot;&gt;hi&lt;/b&gt;</p>'],
  ['<script>\nx\n</script>', '<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>'],
  ['[press](javascript:alert(1))', '<p>press <code>javascript:alert(1)</code></p>'],
  ['[press](JaVaScRiPt:alert(1))', '<p>press <code>JaVaScRiPt:alert(1)</code></p>'],
  ['![a](https://x.io/a.png)', '<p><a href="https://x.io/a.png" rel="noreferrer">a</a></p>'],
  [
    '[a](https://x.io/"onmouseover="x)',
    '<p><a href="https://x.io/&quot;onmouseover=&quot;x" rel="noreferrer">a</a></p>',
  ],
])('shows %j as text that does nothing', (text, html) => {
  expect(shown(text)).toBe(html);
});
