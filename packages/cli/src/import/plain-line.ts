import { showLine } from '../output/show-text.ts';

/** The first line of a Markdown text as a title: without marks, without what acts on a terminal, and short. */
export function plainLine(markdown: string, length = 90): string {
  const [first = ''] = markdown.trim().split('\n\n');
  const plain = showLine(first)
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/(\*\*|__|``?)(.+?)\1/g, '$2')
    .replaceAll(/(?<![\w*])\*([^*]+)\*(?![\w*])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    // Nothing fills a template in a title.
    .replaceAll(/\{(?=\{)/g, '{ ')
    .replace(/(?:\s*:{1,2}|(?<!\.)\.)$/, '')
    .trim();
  if (plain.length <= length) return plain;
  const sentence = /^.{15,}?[.;](?=\s)/.exec(plain)?.[0].slice(0, -1);
  if (sentence !== undefined && sentence.length <= length) return sentence;
  const cut = plain.slice(0, length).replace(/\s+\S*$/, '');
  return `${cut.replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A heading without its number: "3.1 Launch" is "Launch". */
export function withoutNumber(title: string): string {
  return title.replace(/^(?:step\s+)?\d+(?:\.\d+)*[.):]?\s+(?=\S)/i, '');
}

/** How many parts the number of a heading has: none, or 2 for "3.1". */
export function numberDepth(title: string): number {
  const number = /^(\d+(?:\.\d+)*)[.)]?\s+\S/.exec(title)?.[1];
  return number === undefined ? 0 : number.split('.').length;
}
