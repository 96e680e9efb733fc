import { showElapsed, showMoment } from '../../output/show-time.ts';
import type { ReportItem, ReportStep, RunReport } from '../model/run-report.ts';
import { isEnded, markOf } from '../report-words.ts';
import { type Attributes, h, type Markup } from './markup.ts';
import { anchorOf, section } from './table-markup.ts';
import { makeTimeScale, type TimeScale } from './time-scale.ts';
import { laneOf, marksId, percent } from './timeline-lane.ts';

/** When each step was under way and what it waited for: a row a step, so that a page can break between any two. */
export function timelineSection(report: RunReport): Markup | undefined {
  const rows = shownItems(report.items);
  if (!rows.some(({ kind }) => kind === 'step')) return undefined;
  const scale = makeTimeScale(momentsOf(report));
  let shared = '';
  const body = rows.map((item) => {
    if (item.kind === 'group') {
      shared = item.title;
      return groupRow(item);
    }
    return stepRow(item, shortTitle(item, shared), laneOf(item, report, scale));
  });
  return section(
    'timeline',
    'Timeline',
    h('p', { class: 'dim small' }, scaleText(scale, report)),
    h(
      'table',
      { class: 'gantt' },
      h('thead', {}, headRow(scale, report, h('defs', {}, h('g', { id: marksId }, ...marksOf(report, scale))))),
      h('tbody', {}, ...body),
    ),
    legend(report, scale),
  );
}

/** Steps that were begun, and the groups that hold some. */
function shownItems(items: readonly ReportItem[]): ReportItem[] {
  const isShown = items.map((item) => item.kind === 'step' && item.spans.length > 0);
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item?.kind !== 'group') continue;
    for (let inside = index + 1; (items[inside]?.depth ?? -1) > item.depth; inside++)
      if (isShown[inside] === true) isShown[index] = true;
  }
  return items.filter((_, index) => isShown[index]);
}

function momentsOf(report: RunReport): number[] {
  const { items, pauses, run, undo } = report;
  const end = isEnded(report) ? run.lastAt : report.madeAt;
  const spans = items.flatMap((item) => (item.kind === 'step' ? item.spans : []));
  const undone = undo === undefined ? [] : [undo.at];
  return [run.startedAt, end, ...undone, ...[...spans, ...pauses].flatMap(({ from, to = end }) => [from, to])];
}

/** What every row shows behind its bars; drawn once, and used by each. */
function marksOf({ pauses, madeAt, pointOfNoReturn }: RunReport, scale: TimeScale): readonly Markup[] {
  const stretch = (name: string, from: number, to: number) =>
    h('rect', {
      class: name,
      x: percent(scale.place(from)),
      width: percent(scale.place(to) - scale.place(from)),
      y: 0,
      height: '100%',
    });
  const point = pointOfNoReturn?.at;
  return [
    ...ticksOf(scale).map((place) => upright('tick', place)),
    ...pauses.map(({ from, to = madeAt }) => stretch('pause', from, to)),
    ...scale.gaps.map(({ from, to }) => upright('gap-line', (scale.place(from) + scale.place(to)) / 2)),
    ...(point === undefined ? [] : [upright('point', scale.place(point))]),
  ];
}

function upright(name: string, place: number): Markup {
  const x = percent(place);
  return h('line', { class: name, x1: x, x2: x, y1: 0, y2: '100%' });
}

const tickCount = 4;

function ticksOf(scale: TimeScale): number[] {
  const places = Array.from({ length: tickCount + 1 }, (_, index) => index / tickCount);
  // The same moment twice means that the whole run took no time.
  return scale.momentAt(0) === scale.momentAt(1) ? [0] : places;
}

function headRow(scale: TimeScale, report: RunReport, definitions: Markup): Markup {
  const places = ticksOf(scale);
  const moments = places.map((place) => new Date(scale.momentAt(place)).toISOString());
  const isFine = new Set(moments.map((moment) => moment.slice(0, 16))).size < moments.length;
  const labels = places.flatMap((place, index) => {
    const anchor = index === 0 ? 'start' : index === places.length - 1 ? 'end' : 'middle';
    const moment = moments[index] ?? '';
    const at: Attributes = { x: percent(place), 'text-anchor': anchor, class: index % 2 === 1 ? 'wide' : undefined };
    return [
      h('text', { ...at, y: 14 }, moment.slice(5, 10)),
      h('text', { ...at, y: 28 }, moment.slice(11, isFine ? 19 : 16)),
    ];
  });
  const description = `Time axis from ${showMoment(scale.momentAt(0))} to ${showMoment(scale.momentAt(1))}`;
  const axis = h(
    'svg',
    { role: 'img', 'aria-label': description },
    definitions,
    ...labels,
    ...places.map((place) => h('line', { class: 'tick', x1: percent(place), x2: percent(place), y1: 34, y2: '100%' })),
    ...gapLabels(scale),
  );
  const took = report.items.length === 0 ? '' : 'took';
  return h(
    'tr',
    {},
    h('th', { class: 'name', scope: 'col' }, 'Step'),
    h('th', { class: 'lane', scope: 'col' }, axis),
    h('th', { class: 'took figure', scope: 'col' }, took),
  );
}

function gapLabels(scale: TimeScale): Markup[] {
  return scale.gaps.map(({ from, to }) => {
    const middle = percent((scale.place(from) + scale.place(to)) / 2);
    return h('text', { x: middle, y: 46, 'text-anchor': 'middle', class: 'wide' }, `(${showElapsed(to - from)})`);
  });
}

function groupRow({ title, depth }: ReportItem): Markup {
  return h('tr', { class: 'group' }, h('td', { colspan: 3, class: depthClass(depth) }, title));
}

function stepRow(step: ReportStep, title: string, lane: Markup): Markup {
  const mark = h('span', { class: `is-${step.status}` }, markOf(step.status));
  const name = h('a', { href: `#${anchorOf(step.id)}` }, mark, ` ${title}`);
  return h(
    'tr',
    {},
    h('td', { class: `name ${depthClass(step.depth)}`.trim(), title: step.id }, name),
    h('td', { class: 'lane' }, lane),
    h('td', { class: 'took figure dim' }, step.took === undefined ? '' : showElapsed(step.took)),
  );
}

/** The row above the instances of a matrix holds the title that they share. */
function shortTitle({ title }: ReportStep, shared: string): string {
  return title.startsWith(`${shared} [`) ? title.slice(shared.length + 1) : title;
}

function depthClass(depth: number): string {
  return depth === 0 ? '' : `depth-${Math.min(3, depth)}`;
}

function scaleText(scale: TimeScale, { pauses }: RunReport): string {
  const gaps = scale.gaps.length === 0 ? '' : ' Quiet stretches are drawn shorter than they were, marked by a line.';
  const shades = [
    ...(pauses.some(({ by }) => by !== undefined) ? ['a person held the run'] : []),
    ...(pauses.some(({ by }) => by === undefined)
      ? ['nothing is on record, since no process drove the run or it only waited']
      : []),
  ];
  const paused = shades.length === 0 ? '' : ` Shaded: ${shades.join(', or ')}.`;
  return `UTC.${gaps}${paused}`;
}

function legend({ pointOfNoReturn, items }: RunReport, scale: TimeScale): Markup {
  const kinds = new Set(items.flatMap((item) => (item.kind === 'step' ? item.spans.map(({ kind }) => kind) : [])));
  const entry = (shape: Markup, text: string) =>
    h('li', {}, h('svg', { 'aria-hidden': 'true', viewBox: '0 0 22 12' }, shape), text);
  const box = (name: string) => h('rect', { class: name, x: 1, y: 1, width: 20, height: 10, rx: 2 });
  const line = (name: string) => h('line', { class: name, x1: 11, x2: 11, y1: 0, y2: 12 });
  const entries = [
    kinds.has('here') ? entry(box('bar'), 'at work') : undefined,
    kinds.has('elsewhere') ? entry(box('bar elsewhere'), 'goes on elsewhere, or waits for time') : undefined,
    kinds.has('person') ? entry(box('bar person'), 'a person is asked') : undefined,
    entry(box('bar bad'), 'did not pass'),
    kinds.has('retry')
      ? entry(h('line', { class: 'retry', x1: 1, x2: 21, y1: 6, y2: 6 }), 'until the next attempt')
      : undefined,
    scale.gaps.length > 0 ? entry(line('gap-line'), 'shortened') : undefined,
    pointOfNoReturn?.at === undefined ? undefined : entry(line('point'), 'point of no return'),
  ];
  return h('ul', { class: 'legend' }, ...entries);
}
