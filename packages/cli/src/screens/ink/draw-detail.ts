import type { Node, RunState } from '@checklist/engine';
import type { StepCard } from '../../view/step-card.ts';
import { aboutStep, type DetailLine, stepFacts } from '../../view/step-detail.ts';
import { stepHistory } from '../../view/step-history.ts';
import type { RunSources } from '../run-sources.ts';
import type { Canvas } from './draw-list.ts';
import { drawSeries } from './draw-progress.ts';
import { drawRow, type Pen } from './draw-row.ts';
import { drawStep, markOf } from './draw-step.ts';
import { markdownRows } from './markdown-rows.ts';
import { widthOf, wrapText } from './text-width.ts';

/** The pages of one step. */
export const pages = ['about', 'output', 'history'] as const;

export type Page = (typeof pages)[number];

/** One step and what is known of it. */
export interface DetailModel {
  readonly state: RunState;
  readonly node: Node;
  readonly card: StepCard;
  readonly sources: RunSources;
  readonly isRehearsal?: boolean;
  readonly now: number;
}

/** The lines of a page; their number says how far it can be scrolled. */
export function pageLines(
  { state, node, card, sources, now, isRehearsal = false }: DetailModel,
  page: Page,
): DetailLine[] {
  switch (page) {
    case 'about':
      return aboutStep(state, node, card.step, { doings: sources.doingsOf(state, node), isRehearsal });
    case 'history':
      return stepHistory(state.items.get(node.index), now);
    case 'output':
      return outputLines(card, sources);
  }
}

function outputLines({ step }: StepCard, sources: RunSources): DetailLine[] {
  const log = sources.readLog({ step: step.id, round: step.round, attempt: Math.max(1, step.attempt) });
  if (log === undefined) return [{ text: 'It printed nothing so far.' }];
  const before = log.isWhole ? [] : [{ text: `... what came before is in ${log.path}` }];
  return [...before, ...log.lines.map((text) => ({ text }))];
}

/** The rows of lines, wrapped to the width. */
export function drawLines(lines: readonly DetailLine[], width: number, pen: Pen): string[] {
  return lines.flatMap(({ text, isHead, isMarkdown, status, url, series }) => {
    if (isMarkdown === true) return markdownRows(text, width).map((row) => drawRow(row, [], width, pen));
    if (series !== undefined) return [drawRow(drawSeries(series, width), [], width, pen)];
    if (status !== undefined) return [drawRow([markOf(status), { text: ` ${text}` }], [], width, pen)];
    if (isHead === true) return [drawRow([{ text, look: 'bold' }], [], width, pen)];
    const indent = text.match(/^ */)?.[0] ?? '';
    return wrapText(text.trimStart(), Math.max(8, width - widthOf(indent))).map((part) => {
      const span = { text: `${indent}${part}`, ...(url === undefined ? {} : { url }) };
      return drawRow([span], [], width, pen);
    });
  });
}

/** The head of a step's own screen: its row, its facts, its pages. */
export function drawDetailHead({ card, node }: DetailModel, page: Page, { width, rows, pen }: Canvas): string[] {
  const tabs = pages.flatMap((one, at) => {
    const name = { text: `${at + 1} ${one}` };
    const shown =
      one === page
        ? [
            { text: '[', look: 'cyan' } as const,
            { ...name, look: 'bold' } as const,
            { text: ']', look: 'cyan' } as const,
          ]
        : [{ text: ' ' }, name, { text: ' ' }];
    return [...shown, { text: ' ' }];
  });
  const head = [
    drawStep(card, true, width, pen),
    drawRow([{ text: `  ${stepFacts(card.step, node).join(' · ')}` }], [], width, pen),
  ];
  const bar = drawRow(tabs, [], width, pen);
  return rows < 12 ? [head[0] ?? '', bar] : [...head, '', bar, ''];
}
