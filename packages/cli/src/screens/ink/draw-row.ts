import type { Look, Paint } from '../../output/paint.ts';
import { cutText, widthOf } from './text-width.ts';

/** A piece of a row with one look. */
export interface Span {
  readonly text: string;
  readonly look?: Look;
  /** Where a click leads, on terminals that know links. */
  readonly url?: string;
}

/** How looks and links are written. */
export interface Pen {
  readonly paint: Paint;
  readonly hasLinks: boolean;
}

/** One row of the screen, never wider than `width`: what stands at its end stays, what stands at its start is cut. */
export function drawRow(left: readonly Span[], right: readonly Span[], width: number, pen: Pen): string {
  const end = cutSpans(right, width);
  const endWidth = spansWidth(end);
  const room = endWidth === 0 ? width : Math.max(0, width - endWidth - 1);
  const start = cutSpans(left, room);
  const gap = endWidth === 0 ? '' : ' '.repeat(Math.max(0, width - endWidth - spansWidth(start)));
  return `${paintSpans(start, pen)}${gap}${paintSpans(end, pen)}`;
}

/** The columns that spans take. */
export function spansWidth(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + widthOf(text), 0);
}

function cutSpans(spans: readonly Span[], width: number): Span[] {
  const cut: Span[] = [];
  let left = width;
  for (const span of spans) {
    const text = cutText(span.text, left);
    if (text !== '') cut.push({ ...span, text });
    left -= widthOf(text);
    if (text !== span.text || left <= 0) break;
  }
  return cut;
}

function paintSpans(spans: readonly Span[], { paint, hasLinks }: Pen): string {
  return spans
    .map(({ text, look, url }) => {
      const painted = look === undefined ? text : paint(look, text);
      return url === undefined || !hasLinks ? painted : `\u001b]8;;${url}\u0007${painted}\u001b]8;;\u0007`;
    })
    .join('');
}
