import type { Node, Person } from '@checklist/engine';
import { showLine } from '../../output/show-text.ts';
import { cardOf } from '../../view/step-card.ts';
import { viewStep } from '../../view/step-view.ts';
import type { RunSources } from '../run-sources.ts';
import { locate, nodeAt } from './choose-step.ts';
import { type DetailModel, drawDetailHead, drawLines, pageLines } from './draw-detail.ts';
import { drawFooter, type FooterKey } from './draw-footer.ts';
import { drawHelp } from './draw-help.ts';
import { drawLeave } from './draw-leave.ts';
import { type Canvas, drawList, type ListModel } from './draw-list.ts';
import { drawRow } from './draw-row.ts';
import type { Position } from './plan-sections.ts';
import type { Ui } from './press-key.ts';
import { keysFor } from './step-keys.ts';

/** All that a frame is drawn from. */
export interface FrameModel extends ListModel {
  readonly ui: Ui;
  readonly me: Person;
  readonly sources: RunSources;
  /** Other programs would not find the run. */
  readonly isRehearsal?: boolean;
  /** What became of the newest command of this screen, when it was refused. */
  readonly notice?: string;
}

/** A whole frame, and how far its page can be scrolled. */
export interface Frame {
  readonly rows: readonly string[];
  readonly lines: number;
  /** Rows for the lines of a page. */
  readonly room: number;
}

/** Draws everything but forms: the list, a step, the help, or what leaving means. As many rows as the window has. */
export function drawScreen(model: FrameModel, canvas: Canvas): Frame {
  const { width, pen } = canvas;
  const { ui, state, index, notice } = model;
  const chosen = locate(state, index, ui.choice);
  const node = nodeAt(state, index, chosen);
  const told =
    notice === undefined ? [] : [drawRow([{ text: '! ', look: 'red' }, { text: showLine(notice) }], [], width, pen)];
  const foot = [...told, drawFoot(model, node, canvas)];
  const room = Math.max(1, canvas.rows - foot.length);
  const body = drawBody(model, chosen, node, { ...canvas, rows: room });
  const filled = [
    ...body.rows.slice(0, room),
    ...Array.from({ length: Math.max(0, room - body.rows.length) }, () => ''),
  ];
  return { ...body, rows: [...filled, ...foot].slice(-canvas.rows) };
}

function drawBody(model: FrameModel, chosen: Position | undefined, node: Node | undefined, canvas: Canvas): Frame {
  const { ui, state, index } = model;
  const { width, rows, pen } = canvas;
  const plain = (lines: readonly string[]) => ({ rows: lines, lines: lines.length, room: rows });
  if (ui.view === 'help') return plain(drawHelp(width, pen));
  if (ui.view === 'leave') return plain(drawLeave(state, index, width, pen));
  if (ui.view === 'list' || node === undefined || chosen === undefined) return plain(drawList(model, chosen, canvas));
  const detail = detailModel(model, chosen, node);
  const head = drawDetailHead(detail, ui.page, canvas);
  const lines = drawLines(pageLines(detail, ui.page), width, pen);
  const room = Math.max(1, rows - head.length);
  const last = Math.max(0, lines.length - room);
  const from = Math.min(last, ui.scroll ?? (ui.page === 'output' ? last : 0));
  return { rows: [...head, ...lines.slice(from, from + room)], lines: lines.length, room };
}

/** One step with what is known of it. */
export function detailModel(model: FrameModel, { place }: Position, node: Node): DetailModel {
  const { state, live, usual, now, sources, isRehearsal = false } = model;
  const step = viewStep(state, node, now, live.get(node.id), usual.get(node.id));
  return { state, node, card: cardOf(state, node, place, step, now), sources, isRehearsal, now };
}

function drawFoot(model: FrameModel, node: Node | undefined, { width, pen }: Canvas): string {
  return drawFooter(footerKeys(model, node), width, pen);
}

function footerKeys({ ui, state, me }: FrameModel, node: Node | undefined): FooterKey[] {
  if (ui.jump !== undefined) {
    const typed = { key: '/', word: `${ui.jump}█` };
    return [typed, { key: 'enter', word: 'stay there' }, { key: 'esc', word: 'close' }];
  }
  if (ui.view === 'help') return [{ key: 'any key', word: 'back' }];
  if (ui.view === 'leave')
    return [
      { key: 'q', word: 'leave' },
      { key: 'any other key', word: 'stay' },
    ];
  const step = node === undefined ? [] : keysFor(viewStep(state, node, state.lastAt), me, state.verdict !== undefined);
  const [usual, rare] = [step.filter(({ isRare }) => isRare !== true), step.filter(({ isRare }) => isRare === true)];
  const help = { key: '?', word: 'help' };
  if (ui.view === 'detail')
    return [...usual, { key: 'tab', word: 'page' }, ...rare, { key: 'esc', word: 'back' }, help];
  const open = node === undefined ? [] : [{ key: 'enter', word: 'open' }];
  const word = state.paused === undefined ? 'pause' : 'go on';
  const pause = state.verdict === undefined ? [{ key: 'p', word }] : [];
  return [...usual, ...open, ...pause, ...rare, { key: '/', word: 'jump' }, { key: 'q', word: 'quit' }, help];
}
