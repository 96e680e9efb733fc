import type { CurvePoint } from '@checklist/engine';
import type { ReportMetric } from '../model/run-report.ts';
import { h, type Markup } from './markup.ts';
import { axisText, makePlotScale, type PlotScale } from './plot-scale.ts';

const [width, height] = [360, 200];
const frame = { left: 46, right: 352, top: 8, bottom: 172 } as const;

/** A metric's curve with its limits, the part that was measured, and the curves that it is seen against. */
export function plotOf(metric: ReportMetric, description: string): Markup {
  const { points, compared, last, low, high, window } = metric;
  const curves = [points, compared?.points ?? [], last?.points ?? []];
  const x = makePlotScale(...rangeOf(curves.flat().map(([at]) => at)), frame.left, frame.right, 3);
  const heights = [...curves.flat().map(([, value]) => value), ...[low, high, metric.actual].filter(isNumber)];
  const [least, most] = rangeOf(heights);
  const room = (most - least) * 0.06;
  const y = makePlotScale(least - room, most + room, frame.bottom, frame.top, 4);
  return h(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': description },
    ...bands(metric, x, y),
    ...axes(x, y, metric.along),
    last === undefined ? undefined : curve('plot-last', last.points, x, y),
    compared === undefined ? undefined : curve('plot-compared', compared.points, x, y),
    curve('plot-own', points, x, y),
    ...[low, high].filter(isNumber).map((limit) => level('plot-limit', limit, y, frame.left, frame.right)),
    metric.actual === null || points.length === 0
      ? undefined
      : level('plot-actual', metric.actual, y, ...measuredPart(window, x, points)),
  );
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function rangeOf(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return low > high ? [0, 1] : [low, high];
}

function bands({ window, low, high }: ReportMetric, x: PlotScale, y: PlotScale): Markup[] {
  const box = (name: string, left: number, top: number, right: number, bottom: number) =>
    h('rect', { class: name, x: px(left), y: px(top), width: px(right - left), height: px(bottom - top) });
  const inside = (value: number, from: number, to: number) => Math.min(Math.max(value, from), to);
  const top = inside(high === undefined ? frame.top : y.place(high), frame.top, frame.bottom);
  const bottom = inside(low === undefined ? frame.bottom : y.place(low), frame.top, frame.bottom);
  const hasLimit = low !== undefined || high !== undefined;
  return [
    ...(hasLimit ? [box('plot-allowed', frame.left, top, frame.right, bottom)] : []),
    ...(window === undefined
      ? []
      : [
          box(
            'plot-window',
            inside(x.place(window.from), frame.left, frame.right),
            frame.top,
            inside(x.place(window.to), frame.left, frame.right),
            frame.bottom,
          ),
        ]),
    box('plot-frame', frame.left, frame.top, frame.right, frame.bottom),
  ];
}

function axes(x: PlotScale, y: PlotScale, along: string): Markup[] {
  return [
    ...y.ticks.flatMap((value) => [
      h('line', { class: 'tick', x1: frame.left - 4, x2: frame.left, y1: px(y.place(value)), y2: px(y.place(value)) }),
      h('text', { x: frame.left - 7, y: px(y.place(value) + 4), 'text-anchor': 'end' }, axisText(value)),
    ]),
    ...x.ticks.flatMap((value) => [
      h('line', {
        class: 'tick',
        x1: px(x.place(value)),
        x2: px(x.place(value)),
        y1: frame.bottom,
        y2: frame.bottom + 4,
      }),
      h('text', { x: px(x.place(value)), y: frame.bottom + 16, 'text-anchor': 'middle' }, axisText(value)),
    ]),
    h('text', { x: frame.right, y: height - 1, 'text-anchor': 'end' }, along),
  ];
}

function curve(name: string, points: readonly CurvePoint[], x: PlotScale, y: PlotScale): Markup {
  const [only] = points;
  if (only !== undefined && points.length === 1)
    return h('circle', { class: name, cx: px(x.place(only[0])), cy: px(y.place(only[1])), r: 3 });
  return h('polyline', {
    class: name,
    points: points.map(([at, value]) => `${px(x.place(at))},${px(y.place(value))}`).join(' '),
  });
}

function level(name: string, value: number, y: PlotScale, left: number, right: number): Markup {
  return h('line', { class: name, x1: px(left), x2: px(right), y1: px(y.place(value)), y2: px(y.place(value)) });
}

function measuredPart(window: ReportMetric['window'], x: PlotScale, points: readonly CurvePoint[]): [number, number] {
  const [from, to] = [window?.from ?? points[0]?.[0] ?? 0, window?.to ?? points.at(-1)?.[0] ?? 0];
  const [left, right] = [Math.max(frame.left, x.place(from)), Math.min(frame.right, x.place(to))];
  return right - left < 6 ? [Math.max(frame.left, right - 6), right] : [left, right];
}

function px(value: number): number {
  return Number(value.toFixed(1));
}
