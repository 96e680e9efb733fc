import type { RunState } from '@checklist/engine';
import { viewHeader } from '../../view/header-view.ts';
import type { Place } from '../../view/place-of-step.ts';
import type { RunIndex } from '../../view/run-index.ts';
import { describeLacks } from '../../view/run-view.ts';
import { cardOf, type StepCard } from '../../view/step-card.ts';
import { type LiveStep, viewStep } from '../../view/step-view.ts';
import { drawHeader } from './draw-header.ts';
import { drawRow, type Pen } from './draw-row.ts';
import { drawDetail, drawStep, markOf, pickDetails } from './draw-step.ts';
import { type Position, planActive, planRest, type SectionPlan } from './plan-sections.ts';

/** What the list is drawn from. */
export interface ListModel {
  readonly state: RunState;
  readonly index: RunIndex;
  readonly live: ReadonlyMap<string, LiveStep>;
  readonly usual: ReadonlyMap<string, number>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The room for the list, and how it is written. */
export interface Canvas {
  readonly width: number;
  readonly rows: number;
  readonly pen: Pen;
}

/** Details that a step gets at most. */
const most: Readonly<Record<Place, number>> = { failed: 4, running: 4, waiting: 2, finished: 0, later: 0 };
const ofChosen = 9;
/** Columns at the left that name the sections, where the window is wide enough. */
const gutter = 13;
const narrow = 60;
/** Rows that are longer are hard to follow with the eyes. */
const widest = 132;
const low = 14;

/** The run at a glance: its head, then the steps that failed, run, wait, are over and come next, as many as there is room for. */
export function drawList(model: ListModel, chosen: Position | undefined, canvas: Canvas): string[] {
  const { rows, pen } = canvas;
  const width = Math.min(canvas.width, widest);
  const header = viewHeader(model.state, model.index, model.now);
  const isLow = rows < low;
  const head = [...drawHeader(header, isLow ? 1 : 3, width, pen), ...(isLow ? [] : [''])];
  const lacks = describeLacks(model.state)
    .slice(0, Math.floor(rows / 3))
    .map((text) => drawRow([markOf('failed'), { text: ` ${text}` }], [], width, pen));
  const room = rows - head.length - lacks.length;
  return [...head, ...lacks, ...drawSections(model, header.counts, chosen, { width, pen, rows: room })].slice(0, rows);
}

function drawSections(
  model: ListModel,
  counts: Readonly<Record<Place, number>>,
  chosen: Position | undefined,
  { width, rows, pen }: Canvas,
): string[] {
  const plans = planActive(counts, rows, chosen);
  const cards = new Map(plans.map((plan) => [plan.place, cardsOf(model, plan)]));
  const isChosen = (plan: SectionPlan, at: number) => chosen?.place === plan.place && plan.first + at === chosen.offset;
  let left = rows - plans.reduce((sum, { count }) => sum + count, 0);
  const granted = new Map<StepCard, number>();
  const grant = (card: StepCard, limit: number) => {
    const before = granted.get(card) ?? 0;
    const more = Math.max(0, Math.min(card.details.length, limit) - before);
    granted.set(card, before + Math.min(left, more));
    left -= Math.min(left, more);
  };
  const each = (act: (card: StepCard, plan: SectionPlan, at: number) => void) => {
    for (const plan of plans) for (const [at, card] of (cards.get(plan.place) ?? []).entries()) act(card, plan, at);
  };
  each((card, plan, at) => isChosen(plan, at) && grant(card, ofChosen));
  for (const limit of [1, 4]) each((card, { place }) => grant(card, Math.min(limit, most[place])));
  const gaps = left >= 2 * (plans.length - 1) ? plans.length - 1 : 0;
  left -= gaps;
  const inner = width >= narrow ? width - gutter : width;
  const sections = planRest(plans, counts, left, chosen).map((plan) => {
    const shown =
      plan.place === 'finished' || plan.place === 'later' ? cardsOf(model, plan) : (cards.get(plan.place) ?? []);
    const lines = shown.flatMap((card, at) => [
      drawStep(card, isChosen(plan, at), inner, pen),
      ...pickDetails(card.details, granted.get(card) ?? 0).map((detail) => drawDetail(detail, inner, pen)),
    ]);
    return inner === width ? lines : withGutter(lines, plan, counts[plan.place], pen);
  });
  return sections.flatMap((lines, at) => (gaps > 0 && at > 0 ? ['', ...lines] : lines));
}

function cardsOf({ state, index, live, usual, now }: ListModel, { place, first, count }: SectionPlan): StepCard[] {
  return index
    .at(place)
    .slice(first, first + count)
    .flatMap((at) => {
      const node = state.graph.nodes[at];
      if (node === undefined) return [];
      const step = viewStep(state, node, now, live.get(node.id), usual.get(node.id));
      return [cardOf(state, node, place, step, now)];
    });
}

const labels: Readonly<Record<Place, string>> = {
  failed: 'Failed',
  running: 'Running',
  waiting: 'Waiting',
  finished: 'Done',
  later: 'Next',
};

/** Names the section, and says how many of it are not shown. */
function withGutter(lines: readonly string[], { place, count }: SectionPlan, total: number, pen: Pen): string[] {
  const hidden = total - count;
  return lines.map((line, at) => {
    const label = at === 0 ? `${labels[place]} ${total}` : at === 1 && hidden > 0 ? `  +${hidden} more` : '';
    const text = label.slice(0, gutter - 1).padEnd(gutter);
    return `${at === 0 ? pen.paint('bold', text) : text}${line}`;
  });
}
