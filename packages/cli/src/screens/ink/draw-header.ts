import type { HeaderView } from '../../view/header-view.ts';
import { drawBar } from './draw-progress.ts';
import { drawRow, type Pen, type Span } from './draw-row.ts';
import { markOf } from './draw-step.ts';
import { widthOf } from './text-width.ts';

/** The head of the screen: which run, where it stands, how far it is; one row where there are few. */
export function drawHeader(header: HeaderView, rows: number, width: number, pen: Pen): string[] {
  const standing: Span[] = [markOf(header.status), { text: ` ${header.standing}`, look: 'bold' }];
  const title: Span = { text: header.title, look: 'bold' };
  if (rows === 1) return [drawRow([title], countSpans(header), width, pen)];
  const facts = fitFacts(header.facts, width);
  return [
    drawRow([title], standing, width, pen),
    drawRow([{ text: facts }], [], width, pen),
    drawTotal(header, width, pen),
  ];
}

function drawTotal(header: HeaderView, width: number, pen: Pen): string {
  const { done, total } = header;
  const fraction = total === 0 ? 1 : done / total;
  const tail = countSpans(header);
  const taken = tail.reduce((sum, { text }) => sum + widthOf(text), 2);
  const look = header.status === 'failed' ? 'red' : 'green';
  return drawRow([...drawBar(fraction, Math.max(4, width - taken), look), { text: '  ' }, ...tail], [], width, pen);
}

function countSpans({ done, total, counts }: HeaderView): Span[] {
  const shown = [
    ['failed', counts.failed],
    ['running', counts.running],
    ['waiting', counts.waiting],
  ] as const;
  const marks = shown.flatMap(([status, count]) =>
    count === 0 ? [] : [{ text: ' ' }, markOf(status), { text: String(count) }],
  );
  return [{ text: `${done} of ${total}` }, ...marks];
}

function fitFacts(facts: readonly string[], width: number): string {
  let text = '';
  for (const fact of facts) {
    const next = text === '' ? fact : `${text} · ${fact}`;
    if (text !== '' && widthOf(next) > width) break;
    text = next;
  }
  return text;
}
