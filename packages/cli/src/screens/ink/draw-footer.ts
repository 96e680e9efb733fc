import { drawRow, type Pen, type Span, spansWidth } from './draw-row.ts';

/** A key and what it does now. */
export interface FooterKey {
  readonly key: string;
  readonly word: string;
}

/** The keys that mean something now, the most important first; the last two stay in any case. */
export function drawFooter(keys: readonly FooterKey[], width: number, pen: Pen): string {
  const kept = keys.slice(-2).map(toSpans);
  let room = width - kept.reduce((sum, spans) => sum + spansWidth(spans) + 2, 0);
  const shown: Span[][] = [];
  for (const spans of keys.slice(0, -2).map(toSpans)) {
    room -= spansWidth(spans) + 2;
    if (room < 0) break;
    shown.push(spans);
  }
  const all = [...shown, ...kept].flatMap((spans, at) => (at === 0 ? spans : [{ text: '  ' }, ...spans]));
  return drawRow(all, [], width, pen);
}

function toSpans({ key, word }: FooterKey): Span[] {
  return [{ text: key, look: 'bold' }, { text: ` ${word}` }];
}
