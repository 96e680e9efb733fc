import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** An element of a page as a browser reads it. */
export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Every element of a page, in order. */
export function readPage(html: string): PageElement[] {
  return elementsOf(parse(html));
}

/** How elements nest, without texts and values: `html(head(meta meta) body(h1))`. */
export function shapeOf(html: string): string {
  return drawShape(parse(html));
}

function elementsOf(node: Node): PageElement[] {
  const inside = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  if (!('tagName' in node)) return inside;
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return [{ tag: node.tagName, attributes, text: textOf(node) }, ...inside];
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function drawShape(node: Node): string {
  const inside = 'childNodes' in node ? node.childNodes.map(drawShape).filter((shape) => shape !== '') : [];
  if (!('tagName' in node)) return inside.join(' ');
  const names = node.attrs.map(({ name }) => `@${name}`).join('');
  return `${node.tagName}${names}${inside.length === 0 ? '' : `(${inside.join(' ')})`}`;
}
