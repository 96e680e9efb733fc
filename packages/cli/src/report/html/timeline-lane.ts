import { showElapsed, showMoment } from '../../output/show-time.ts';
import type { ReportSpan, ReportStep, RunReport } from '../model/run-report.ts';
import { h, type Markup } from './markup.ts';
import type { TimeScale } from './time-scale.ts';

/** The id of what all rows show behind their bars. */
export const marksId = 'timeline-marks';

/** The bars of one step. A bar that is too short to be seen still has its edge. */
export function laneOf(step: ReportStep, { madeAt }: RunReport, scale: TimeScale): Markup {
  const bars = step.spans.flatMap((span) => drawSpan(span, step, scale, madeAt));
  const [first] = step.spans;
  const when = first === undefined ? '' : `, from ${showMoment(first.from)}`;
  return h(
    'svg',
    { role: 'img', 'aria-label': `${step.title}: ${step.status}${when}` },
    h('use', { href: `#${marksId}` }),
    ...bars,
  );
}

function drawSpan(span: ReportSpan, step: ReportStep, scale: TimeScale, madeAt: number): Markup[] {
  const { kind, from, to = madeAt } = span;
  const [x, end] = [scale.place(from), scale.place(to)];
  const old = span.round === step.rounds.at(-1)?.round ? '' : ' old';
  const title = h('title', {}, describeSpan(span, step, madeAt));
  if (kind === 'retry')
    return [h('line', { class: `retry${old}`, x1: percent(x), x2: percent(end), y1: 12, y2: 12 }, title)];
  const name = `bar ${kind === 'here' ? '' : kind} ${lookOf(span, step)}${old}`.replaceAll(/ +/g, ' ').trim();
  const edge = h('line', { class: name, x1: percent(x), x2: percent(x), y1: 5, y2: 19, 'stroke-width': 2 });
  return [h('rect', { class: name, x: percent(x), width: percent(end - x), y: 5, height: 14, rx: 2 }, title), edge];
}

/** By the end of its attempt: green is left to what passed. */
function lookOf({ kind, round, attempt, to }: ReportSpan, { rounds }: ReportStep): string {
  if (kind === 'person') return '';
  const found = rounds.find((one) => one.round === round)?.attempts.find((one) => one.attempt === attempt);
  switch (found?.verdict) {
    case 'passed':
      return '';
    case 'failed':
    case 'inconclusive':
      return 'bad';
    case 'cancelled':
    case 'interrupted':
      return 'off';
    case undefined:
      return to === undefined ? 'open' : 'off';
  }
}

const words = {
  here: 'at work',
  elsewhere: 'goes on elsewhere, or waits for time',
  person: 'a person is asked',
  retry: 'until the next attempt',
} as const;

function describeSpan({ kind, round, attempt, from, to }: ReportSpan, step: ReportStep, madeAt: number): string {
  const count = Math.max(1, attempt);
  const which = step.rounds.length > 1 || count > 1 ? `, round ${round}, attempt ${count}` : '';
  const until = to === undefined ? 'goes on' : `to ${showMoment(to)}`;
  return `${step.title}: ${words[kind]}${which}, ${showMoment(from)} ${until} (${showElapsed((to ?? madeAt) - from)})`;
}

/** A share of the width as an SVG length. */
export function percent(place: number): string {
  return `${Number((place * 100).toFixed(3))}%`;
}
