import type { ReportStep, RunReport } from '../model/run-report.ts';
import { markOf, openSteps } from '../report-words.ts';
import { h, type Markup } from './markup.ts';
import { section, stepLink } from './table-markup.ts';

/** What keeps the run from going on, when something does. */
export function openSection(report: RunReport): Markup | undefined {
  const steps = openSteps(report);
  if (steps.length === 0 && report.lacks.length === 0) return undefined;
  const lacks = report.lacks.map(({ step, message, hint }) =>
    h('div', { class: 'note is-bad' }, stepLink(step), ` ${message}`, h('p', { class: 'dim small' }, hint)),
  );
  const isUnderWay = ({ status }: ReportStep) => status === 'running';
  const running = steps.filter(isUnderWay);
  return section(
    'open',
    'What is open',
    ...lacks,
    ...steps.filter((step) => !isUnderWay(step)).map(openStep),
    running.length === 0 ? undefined : h('ul', { class: 'plain' }, ...running.map(runningStep)),
  );
}

function runningStep({ id, title }: ReportStep): Markup {
  return h(
    'li',
    {},
    h('span', { class: 'status is-running' }, `${markOf('running')} running `),
    `${title} `,
    stepLink(id),
  );
}

function openStep({ id, title, status, failure, rounds, isLate, waitsFor }: ReportStep): Markup {
  const isBad = status === 'failed' || status === 'inconclusive' || status === 'cancelled';
  const ask = rounds.at(-1)?.asks.at(-1);
  const asks =
    status === 'waiting' && ask?.answers.length === 0
      ? h('p', {}, ask.questions.map(({ label }) => label).join(' · '))
      : undefined;
  return h(
    'div',
    { class: isBad ? 'note is-bad' : 'note' },
    h(
      'span',
      { class: `status is-${status}` },
      `${markOf(status)} ${status}${waitsFor === undefined ? '' : ` for ${waitsFor}`} `,
    ),
    `${title} `,
    stepLink(id),
    isLate === true ? h('span', { class: 'is-waiting' }, ' later than its deadline') : undefined,
    failure === undefined ? undefined : h('p', {}, failure.message),
    failure?.hint === undefined ? undefined : h('p', { class: 'dim small' }, failure.hint),
    asks,
  );
}
