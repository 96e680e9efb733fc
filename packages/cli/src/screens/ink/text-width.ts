import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** The columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  return isPlain(text) ? text.length : stringWidth(text);
}

/** The text in at most so many columns; what is cut off is told by a dot. Characters stay whole. */
export function cutText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  return width < 1 ? '' : `${headOf(text, width - 1)}…`;
}

/** The text in lines of at most so many columns, broken at spaces where there are any. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (widthOf(rest) > width) {
    const head = headOf(rest, Math.max(1, width)) || (rest.match(/^./su)?.[0] ?? '');
    const space = rest.charAt(head.length) === ' ' ? head.length : head.lastIndexOf(' ');
    const end = space > head.length / 3 ? space : head.length;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

function headOf(text: string, width: number): string {
  if (isPlain(text)) return text.slice(0, width);
  let head = '';
  let taken = 0;
  for (const { segment } of segmenter.segment(text)) {
    taken += widthOf(segment);
    if (taken > width) break;
    head += segment;
  }
  return head;
}
