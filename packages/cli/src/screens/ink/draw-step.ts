import type { Status } from '@checklist/engine';
import { lookOfStatus } from '../../view/look-of-status.ts';
import type { CardDetail, StepCard } from '../../view/step-card.ts';
import { drawBar, drawSeries } from './draw-progress.ts';
import { drawRow, type Pen, type Span, spansWidth } from './draw-row.ts';
import { widthOf } from './text-width.ts';

/** The mark of a status; its shape says the same as its colour. */
export function markOf(status: Status): Span {
  const { mark, look } = lookOfStatus(status);
  return look === 'dim' ? { text: mark } : { text: mark, look };
}

/** The row of a step: its title, what became of it, and at the end as much as fits. */
export function drawStep(card: StepCard, isChosen: boolean, width: number, pen: Pen): string {
  const { step, title, tail } = card;
  const pointer: Span = isChosen ? { text: '❯ ', look: 'cyan' } : { text: '  ' };
  const status = step.status === 'pending' && step.nextAt !== undefined ? 'running' : step.status;
  const name: Span = isChosen ? { text: title, look: 'bold' } : { text: title };
  const left = [pointer, markOf(status), { text: ' ' }, name, ...(tail === '' ? [] : [{ text: `  ${tail}` }])];
  const room = Math.max(Math.floor(width * 0.35), width - spansWidth(left) - 1);
  return drawRow(left, [{ text: fitAsides(card.asides, room) }], width, pen);
}

/** As many as fit, with the first in any case. */
function fitAsides(asides: readonly string[], width: number): string {
  const [first = '', ...others] = asides;
  let text = first;
  for (const aside of others) {
    if (widthOf(text) + 2 + widthOf(aside) > width) break;
    text += `  ${aside}`;
  }
  return text;
}

/** At most so many details; of the output the newest lines stay. */
export function pickDetails(details: readonly CardDetail[], most: number): CardDetail[] {
  const said = details.filter(({ type }) => type !== 'output').slice(0, most);
  const output = details.filter(({ type }) => type === 'output');
  const room = most - said.length;
  return [...said, ...(room > 0 ? output.slice(-room) : [])];
}

/** A row below a step's own. */
export function drawDetail(detail: CardDetail, width: number, pen: Pen): string {
  const row = (...spans: readonly Span[]) => drawRow([{ text: '    ' }, ...spans], [], width, pen);
  switch (detail.type) {
    case 'text':
      return row({ text: detail.text });
    case 'hint':
      return row({ text: 'hint: ', look: 'cyan' }, { text: detail.text });
    case 'exact':
      return row({ text: '$ ', look: 'bold' }, { text: detail.text });
    case 'link':
      return row({ text: detail.url, url: detail.url, look: 'cyan' });
    case 'output':
      return row({ text: '│ ' }, { text: detail.text });
    case 'series':
      return row(...drawSeries(detail.series, width - 4));
    case 'bar': {
      const part = `${detail.isGuess ? 'about ' : ''}${Math.floor(detail.fraction * 100)}%`;
      const bar = drawBar(detail.fraction, Math.max(8, Math.min(24, Math.floor(width / 4))), 'cyan');
      return row(...bar, { text: ` ${part}${detail.text === '' ? '' : `  ${detail.text}`}` });
    }
  }
}
