import type { ReportMetric, RunReport } from '../model/run-report.ts';
import { markOf, numberText } from '../report-words.ts';
import { h, type Markup } from './markup.ts';
import { plotOf } from './plot.ts';
import { section, stepLink } from './table-markup.ts';

/** Every metric that was judged, with its plot. */
export function metricsSection({ metrics }: RunReport): Markup | undefined {
  if (metrics.length === 0) return undefined;
  return section('metrics', 'Metrics', h('div', { class: 'plots' }, ...metrics.map(figure)));
}

function figure(metric: ReportMetric): Markup {
  const { step, label, key, limit, actual, verdict, points, compared, last, window, low, high } = metric;
  const status = verdict === 'passed' ? 'passed' : 'failed';
  const measured = actual === null ? verdict.replaceAll('-', ' ') : numberText(actual);
  const sentence = `${measured}, expected ${limit}`;
  const lines = [
    ['plot-own', 'this run'],
    ...(compared === undefined ? [] : [['plot-compared', 'compared with']]),
    ...(last === undefined ? [] : [['plot-last', 'last release']]),
    ...(actual === null ? [] : [['plot-actual', 'measured']]),
    ...(low === undefined && high === undefined ? [] : [['plot-limit', 'limit']]),
  ] as const;
  return h(
    'figure',
    {},
    h(
      'figcaption',
      {},
      h('span', { class: `status is-${status}` }, `${markOf(status)} `),
      label,
      ' ',
      h('span', { class: 'dim small' }, stepLink(step), ` ${key}`),
    ),
    points.length === 0 ? undefined : plotOf(metric, `${label}: ${sentence}`),
    h('p', { class: `small is-${status}` }, sentence),
    h(
      'ul',
      { class: 'legend' },
      ...lines.map(([name, text]) => legendEntry(name, text)),
      window === undefined ? undefined : windowEntry(),
    ),
  );
}

function legendEntry(name: string | undefined, text: string | undefined): Markup {
  const line = h('line', { class: name, x1: 0, x2: 22, y1: 6, y2: 6 });
  return h('li', {}, h('svg', { 'aria-hidden': 'true', viewBox: '0 0 22 12' }, line), text);
}

function windowEntry(): Markup {
  const box = h('rect', { class: 'plot-window', x: 1, y: 0, width: 20, height: 12 });
  return h('li', {}, h('svg', { 'aria-hidden': 'true', viewBox: '0 0 22 12' }, box), 'measured part');
}
