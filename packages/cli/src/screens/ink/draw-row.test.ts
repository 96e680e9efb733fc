import type { SeriesEvidence } from '@checklist/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaint } from '../../output/paint.ts';
import { drawBar, drawSeries } from './draw-progress.ts';
import { drawRow } from './draw-row.ts';
import { cutText, widthOf, wrapText } from './text-width.ts';

const pen = { paint: createPaint(false), hasLinks: false };
const textOf = (spans: readonly { text: string }[]) => spans.map(({ text }) => text).join('');
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.constantFrom('日', '本', '👩‍👩‍👧', 'é', 'a', ' ', '🎉'), { maxLength: 60 }).map((list) => list.join('')),
);

describe('text', () => {
  it('is cut between characters, by the columns that they take', () => {
    expect(widthOf('日本 🎉')).toBe(7);
    expect(cutText('日本語', 6)).toBe('日本語');
    expect(cutText('日本語', 5)).toBe('日本…');
    expect(cutText('日本語', 4)).toBe('日…');
    expect(cutText('👩‍👩‍👧👩‍👩‍👧', 3)).toBe('👩‍👩‍👧…');
    expect(cutText('abc', 0)).toBe('');
  });

  it('is wrapped at spaces, and cut where there are none', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('https://example.org/x', 10)).toEqual(['https://ex', 'ample.org/', 'x']);
    expect(wrapText('日本語 日本', 5)).toEqual(['日本', '語 日', '本']);
  });

  it('never takes more columns than there are', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, width) => {
        expect(widthOf(cutText(text, width))).toBeLessThanOrEqual(width);
        for (const line of wrapText(text, Math.max(2, width)))
          expect(widthOf(line)).toBeLessThanOrEqual(Math.max(2, width));
      }),
    );
  });
});

describe('drawRow', () => {
  it('keeps what stands at its end, and is never wider than the window', () => {
    expect(drawRow([{ text: 'a long title' }], [{ text: '12s' }], 10, pen)).toBe('a lon… 12s');
    expect(drawRow([{ text: 'ab' }], [{ text: '12s' }], 10, pen)).toBe('ab     12s');
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 1, max: 40 }), (left, right, width) => {
        expect(widthOf(drawRow([{ text: left }], [{ text: right }], width, pen))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('makes a link of the part that is seen, with the whole address', () => {
    const url = 'https://example.org/a/long/one';
    const row = drawRow([{ text: url, url }], [], 12, { ...pen, hasLinks: true });
    expect(row).toBe(`\u001b]8;;${url}\u0007https://exa…\u001b]8;;\u0007`);
    expect(drawRow([{ text: url, url }], [], 12, pen)).toBe('https://exa…');
  });
});

describe('progress', () => {
  const series = (values: readonly number[], more: Partial<SeriesEvidence> = {}): SeriesEvidence => {
    const points = values.map((value, at) => [at, value] as const);
    const head = { type: 'series', label: 'SPS', key: 'sps', along: 'step', verdict: 'running', actual: null } as const;
    return { ...head, points, limit: 'at least 10', low: 10, ...more };
  };

  it('is full only when it is done', () => {
    expect(textOf(drawBar(0.99, 10, 'cyan'))).toBe('━━━━━━━━━─');
    expect(textOf(drawBar(1, 10, 'cyan'))).toBe('━━━━━━━━━━');
    expect(textOf(drawBar(0, 10, 'cyan'))).toBe('──────────');
  });

  it('shows a metric beside its limit, and says whether it keeps it', () => {
    expect(textOf(drawSeries(series([10, 15, 20]), 60))).toBe('✓ SPS ▁▅█ 20 (at least 10)');
    expect(textOf(drawSeries(series([20, 15, 5]), 60))).toBe('✗ SPS █▆▁ 5 (at least 10)');
    expect(textOf(drawSeries(series([]), 60))).toBe('· SPS  nothing yet (at least 10)');
  });

  it('keeps a dip of one sample among a thousand', () => {
    const values = Array.from({ length: 1_000 }, (_, at) => (at === 500 ? 0 : 40));
    expect(textOf(drawSeries(series(values), 60))).toContain('▁');
  });
});
