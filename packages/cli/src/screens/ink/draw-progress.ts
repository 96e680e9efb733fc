import type { SeriesEvidence } from '@checklist/engine';
import type { Look } from '../../output/paint.ts';
import { showLine } from '../../output/show-text.ts';
import type { Span } from './draw-row.ts';
import { cutText } from './text-width.ts';

/** A bar of so many columns: heavy where it is done, light where it is not, so that it needs no colour. */
export function drawBar(fraction: number, width: number, look: Look): Span[] {
  const done = fraction >= 1 ? width : Math.min(width - 1, Math.floor(Math.max(0, fraction) * width));
  return [{ text: '━'.repeat(Math.max(0, done)), look }, { text: '─'.repeat(Math.max(0, width - done)) }];
}

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A metric in a line: its name, how it went, its newest value, its limit, and whether it keeps it. */
export function drawSeries(series: SeriesEvidence, width: number): Span[] {
  const { points, limit, low, high } = series;
  const values = points.map(([, value]) => value);
  const newest = values.at(-1);
  const isKept = newest !== undefined && keeps(newest, series);
  const mark: Span = isKept ? { text: '✓ ', look: 'green' } : { text: '✗ ', look: 'red' };
  const tail = ` ${newest === undefined ? 'nothing yet' : showNumber(newest)} (${showLine(limit)})`;
  const name = cutText(showLine(series.label), Math.max(8, Math.floor(width / 3)));
  const room = Math.min(32, width - name.length - tail.length - 4);
  const ends = [low, high].filter((end) => end !== undefined);
  const curve = room >= 4 ? drawCurve(thin(values, room), ends, series) : [];
  return [newest === undefined ? { text: '· ' } : mark, { text: `${name} ` }, ...curve, { text: tail }];
}

function drawCurve(values: readonly number[], ends: readonly number[], series: SeriesEvidence): Span[] {
  const all = [...values, ...ends];
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const height = highest - lowest || 1;
  return values.map((value) => {
    const text = levels[Math.round(((value - lowest) / height) * (levels.length - 1))] ?? levels[0];
    return keeps(value, series) ? { text, look: 'green' } : { text, look: 'red' };
  });
}

function keeps(value: number, { low, high }: SeriesEvidence): boolean {
  return (low === undefined || value >= low) && (high === undefined || value <= high);
}

/** So many values at most; of each stretch the one that lies farthest from the middle of all, so that no dip is lost. */
function thin(values: readonly number[], most: number): number[] {
  if (values.length <= most) return [...values];
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Array.from({ length: most }, (_, at) => {
    const stretch = values.slice(
      Math.floor((at * values.length) / most),
      Math.floor(((at + 1) * values.length) / most),
    );
    return stretch.reduce((far, value) => (Math.abs(value - middle) > Math.abs(far - middle) ? value : far));
  });
}

function showNumber(value: number): string {
  return String(Number(value.toPrecision(5)));
}
