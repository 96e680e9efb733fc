import { Lexer, type Token, type Tokens } from 'marked';
import { type Child, h, link, type Markup } from './markup.ts';

/** Markdown that somebody wrote, as elements of this program: what is HTML in it stays text, and pictures become links. */
export function markdownMarkup(text: string): Markup {
  return h('div', { class: 'prose' }, ...Lexer.lex(text, { gfm: true, breaks: true }).map(block));
}

function block(token: Token): Child {
  switch (token.type) {
    case 'space':
    case 'def':
      return undefined;
    case 'heading':
      // The headings of the page are its outline; those of a text inside of it only look like some.
      return h('p', { class: 'heading' }, inlines(token));
    case 'paragraph':
      return h('p', {}, inlines(token));
    case 'text':
      return inlines(token);
    case 'code':
      return h('pre', {}, h('code', {}, token.text));
    case 'blockquote':
      return h('blockquote', {}, ...(token.tokens ?? []).map(block));
    case 'list':
      return list(token as Tokens.List);
    case 'table':
      return table(token as Tokens.Table);
    case 'hr':
      return h('hr', {});
    default:
      return h('p', {}, token.raw);
  }
}

function list({ ordered, start, items }: Tokens.List): Markup {
  const entries = items.map((item) => {
    const box = item.task ? (item.checked === true ? '☑ ' : '☐ ') : undefined;
    const inside = item.tokens.filter(({ type }) => type !== 'checkbox').map(block);
    return h('li', {}, box, ...inside);
  });
  if (!ordered) return h('ul', {}, ...entries);
  return h('ol', start === '' || start === 1 ? {} : { start }, ...entries);
}

function table({ header, rows }: Tokens.Table): Markup {
  const row = (cells: readonly Tokens.TableCell[], tag: string) =>
    h('tr', {}, ...cells.map((cell) => h(tag, {}, ...cell.tokens.map(inline))));
  return h('table', {}, h('thead', {}, row(header, 'th')), h('tbody', {}, ...rows.map((cells) => row(cells, 'td'))));
}

function inlines(token: Token): Child {
  return 'tokens' in token && token.tokens !== undefined
    ? token.tokens.map(inline)
    : 'text' in token
      ? token.text
      : token.raw;
}

function inline(token: Token): Child {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return h(token.type, {}, inlines(token));
    case 'codespan':
      return h('code', {}, token.text);
    case 'br':
      return h('br', {});
    case 'link':
      return link(token.href, inlines(token));
    case 'image':
      return link(token.href, token.text === '' ? token.href : token.text);
    case 'text':
    case 'escape':
      return inlines(token);
    default:
      return token.raw;
  }
}
