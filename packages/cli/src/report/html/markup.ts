import { showText } from '../../output/show-text.ts';

/** HTML that is whole and safe: made by `h` and by nothing else. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

export type Child = Markup | string | number | undefined | readonly Child[];

export type Attributes = Readonly<Record<string, string | number | undefined>>;

const voids = new Set(['meta', 'br', 'hr']);

/** A line ends behind these, so that two pages can be compared by their lines. */
const ending = new Set('section header tr thead table ul li div p h1 h2 h3 details summary figure dl'.split(' '));

/**
 * An element. Tag and attribute names come from this program only; every text and every attribute's value is escaped here, so
 * that no value of a run can become an element.
 */
export function h(tag: string, attributes: Attributes, ...children: readonly Child[]): Markup {
  const pairs = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${escapeText(String(value))}"`],
  );
  const open = `<${tag}${pairs.join('')}>`;
  if (voids.has(tag)) return new Markup(open);
  return new Markup(`${open}${serialize(children)}</${tag}>${ending.has(tag) ? '\n' : ''}`);
}

/** Children without an element around them. */
export function fragment(...children: readonly Child[]): Markup {
  return new Markup(serialize(children));
}

/** A link, when the address is one of the web; else the address stays text. */
export function link(url: string, ...children: readonly Child[]): Markup {
  const isWeb = /^https?:\/\//i.test(url) && URL.canParse(url);
  if (!isWeb) return children.length === 0 ? fragment(url) : fragment(children, ' ', h('code', {}, url));
  return h('a', { href: url, rel: 'noreferrer' }, ...(children.length === 0 ? [url] : children));
}

function serialize(child: Child): string {
  if (child === undefined) return '';
  if (child instanceof Markup) return child.html;
  if (typeof child === 'object') return child.map(serialize).join('');
  return escapeText(String(child));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What most texts are made of, and what needs no care. */
const plain = /^[\w ./:,;()%#+=-]*$/;

function escapeText(text: string): string {
  if (plain.test(text)) return text;
  return showText(text).replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
}
