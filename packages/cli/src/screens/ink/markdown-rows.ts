import { lexer, type Token, type Tokens } from 'marked';
import { showText } from '../../output/show-text.ts';
import { webAddress } from '../../view/step-view.ts';
import type { Span } from './draw-row.ts';
import { widthOf } from './text-width.ts';

/** Rows of at most so many columns that show a Markdown text; what Markdown has and a terminal cannot show stays as it is written. */
export function markdownRows(markdown: string, width: number): readonly Span[][] {
  const rows = blocksOf(lexer(showText(markdown)), Math.max(1, width));
  while (rows.at(-1)?.length === 0) rows.pop();
  return rows;
}

function blocksOf(tokens: readonly Token[], width: number): Span[][] {
  return tokens.flatMap((token) => blockOf(token, width));
}

function blockOf(token: Token, width: number): Span[][] {
  switch (token.type) {
    case 'space':
      return [[]];
    case 'heading':
      return wrapSpans(spansOf(inline(token), { look: 'bold' }), width);
    case 'list':
      return listRows(token as Tokens.List, width);
    case 'code':
      return token.text
        .split('\n')
        .flatMap((line: string) => indent(wrapSpans([{ text: line, look: 'cyan' }], width - 2), '  '));
    case 'blockquote':
      return indent(blocksOf(token.tokens ?? [], width - 2), '│ ');
    case 'hr':
      return [[{ text: '─'.repeat(width) }]];
    case 'checkbox':
      return [];
    case 'paragraph':
    case 'text':
      return wrapSpans(spansOf(inline(token)), width);
    default:
      return token.raw
        .trimEnd()
        .split('\n')
        .flatMap((line) => wrapSpans([{ text: line }], width));
  }
}

function listRows({ ordered, start, items }: Tokens.List, width: number): Span[][] {
  return items.flatMap((item, place) => {
    const number = `${Number(start === '' ? 1 : start) + place}. `;
    const box = item.checked === true ? '[x] ' : '[ ] ';
    const mark = item.task ? box : ordered ? number : '• ';
    const rows = blocksOf(item.tokens, Math.max(1, width - mark.length));
    const [first = [], ...others] = rows;
    return [[{ text: mark }, ...first], ...indent(others, ' '.repeat(mark.length))];
  });
}

function indent(rows: readonly Span[][], by: string): Span[][] {
  return rows.map((row) => [{ text: by }, ...row]);
}

function inline(token: Token): readonly Token[] {
  return 'tokens' in token && token.tokens !== undefined ? token.tokens : [token];
}

function spansOf(tokens: readonly Token[], as: Omit<Span, 'text'> = {}): Span[] {
  return tokens.flatMap((token): Span[] => {
    switch (token.type) {
      case 'strong':
        return spansOf(inline(token), { ...as, look: 'bold' });
      case 'em':
      case 'del':
        return spansOf(inline(token), as);
      case 'codespan':
        return [{ ...as, text: token.text, look: 'cyan' }];
      case 'br':
        return [{ text: '\n' }];
      case 'link': {
        const { href, text } = token as Tokens.Link;
        const url = webAddress(href);
        const shown = spansOf(inline(token), { ...as, look: 'cyan', ...(url !== undefined && { url }) });
        // What a link says is no promise of where it leads.
        return href === text ? shown : [...shown, { ...as, text: ` (${href})` }];
      }
      case 'escape':
        return [{ ...as, text: token.text }];
      default:
        return token.type === 'text' && token.tokens !== undefined
          ? spansOf(token.tokens, as)
          : [{ ...as, text: token.type === 'text' ? token.text : token.raw }];
    }
  });
}

/** Breaks at spaces; a word that is wider than the row is cut into pieces. */
function wrapSpans(spans: readonly Span[], width: number): Span[][] {
  const rows: Span[][] = [[]];
  let taken = 0;
  const open = () => {
    const row = rows.at(-1);
    if (row?.at(-1)?.text.trim() === '') row.pop();
    rows.push([]);
    taken = 0;
  };
  for (const span of spans) {
    for (const word of span.text.split(/(\n| +)/).filter((piece) => piece !== '')) {
      if (word === '\n') open();
      else if (/^ +$/.test(word) && (taken === 0 || taken + word.length >= width)) continue;
      else {
        for (const piece of piecesOf(word, width)) {
          if (taken > 0 && taken + widthOf(piece) > width) open();
          rows.at(-1)?.push({ ...span, text: piece });
          taken += widthOf(piece);
        }
      }
    }
  }
  return rows;
}

function piecesOf(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const pieces: string[] = [''];
  for (const character of word) {
    if (widthOf(`${pieces.at(-1)}${character}`) > width && pieces.at(-1) !== '') pieces.push('');
    pieces[pieces.length - 1] += character;
  }
  return pieces;
}
