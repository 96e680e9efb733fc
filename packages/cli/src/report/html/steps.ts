import { showElapsed, showMoment } from '../../output/show-time.ts';
import { showAnswer } from '../../view/describe-ask.ts';
import type { ReportAttempt, ReportItem, ReportRound, ReportStep, RunReport } from '../model/run-report.ts';
import { markOf, tookText, undoText } from '../report-words.ts';
import { answersMarkup } from './answers.ts';
import { evidenceList } from './evidence-list.ts';
import { failureMarkup } from './failure-markup.ts';
import { markdownMarkup } from './markdown-markup.ts';
import { type Child, fragment, h, type Markup } from './markup.ts';
import { planMarkup } from './plan-markup.ts';
import { anchorOf, section } from './table-markup.ts';

/** Every step with all that is known of it; folded, so that the page can be read. */
export function stepsSection({ items }: RunReport): Markup {
  const shown = items.filter((item) => item.kind === 'group' || item.isLeftOut !== true);
  const leftOut = items.filter((item) => item.kind === 'step' && item.isLeftOut === true);
  return section(
    'steps',
    'Steps',
    ...shown.map(itemMarkup),
    leftOut.length === 0
      ? undefined
      : fragment(
          h('h3', {}, 'Left out by the profile'),
          h('ul', {}, ...leftOut.map(({ id, title }) => h('li', {}, `${title} `, h('code', {}, id)))),
        ),
  );
}

function itemMarkup(item: ReportItem): Markup {
  if (item.kind === 'group') return h('h3', {}, item.title);
  const head = [
    h('span', { class: `status is-${item.status}` }, `${markOf(item.status)} ${item.status}`),
    h('span', { class: 'title' }, item.title, ' ', h('code', { class: 'dim' }, item.id)),
    h('span', { class: 'dim small' }, headline(item)),
  ];
  const inside = stepInside(item);
  if (inside.length === 0) return h('div', { class: 'bare', id: anchorOf(item.id) }, ...head);
  const isBad = ['failed', 'inconclusive', 'unknown', 'waiting'].includes(item.status);
  return h(
    'details',
    { id: anchorOf(item.id), open: isBad ? '' : undefined },
    h('summary', {}, ...head),
    h('div', { class: 'inside' }, ...inside),
  );
}

function headline(step: ReportStep): string {
  const notes = [
    ...(step.by === undefined ? [] : [step.by.name]),
    ...(step.isLate === true ? ['late'] : []),
    ...(step.isRemoved === true ? ['taken out of the checklist'] : []),
    ...(step.rounds.length > 1 ? [`${step.rounds.length} rounds`] : []),
    ...(step.took === undefined ? [] : [tookText(step)]),
  ];
  return notes.join(' · ');
}

function stepInside(step: ReportStep): Child[] {
  const many = step.rounds.length > 1;
  const rounds = step.rounds.flatMap((round) => {
    const inside = roundInside(round);
    if (inside.length === 0) return [];
    return many ? [h('h4', {}, `Round ${round.round}: ${round.status}`), ...inside] : inside;
  });
  const outputs = Object.entries(step.outputs).filter(([, value]) => value !== '');
  return [
    ...rounds,
    ...(outputs.length === 0 || isAnswered(step) ? [] : [h('h4', {}, 'Outputs'), outputList(outputs)]),
  ];
}

/** The outputs of such a step are its answers, which stand there already. */
function isAnswered({ rounds, type }: ReportStep): boolean {
  return type === 'manual' && rounds.at(-1)?.asks.some(({ answers }) => answers.length > 0) === true;
}

function roundInside({ opened, attempts, asks, decision, undone }: ReportRound): Child[] {
  return [
    ...(opened === undefined
      ? []
      : [h('p', {}, `Opened ${showMoment(opened.at)} by ${opened.by.name}: ${opened.reason}`)]),
    ...asks.flatMap((ask) => [
      ask.kind === 'questions' || ask.kind === 'by-hand'
        ? markdownMarkup(ask.instructions)
        : h('p', {}, ask.instructions),
      ask.plan === undefined || ask.answers.length > 0 ? undefined : planMarkup(ask.plan),
      ...ask.answers.map((answer) =>
        h(
          'div',
          { class: 'note' },
          h('span', { class: 'dim small' }, `${answer.signOff?.by.name ?? answer.by.name}, ${showMoment(answer.at)}`),
          h('div', {}, answersMarkup(ask, answer.answers)),
        ),
      ),
    ]),
    ...attempts.flatMap((attempt) => attemptInside(attempt, attempts.length > 1)),
    undone === undefined
      ? undefined
      : h(
          'p',
          {},
          `${undoText(undone.verdict, undone.by)} ${showMoment(undone.at)}${undone.why === undefined ? '' : `: ${undone.why}`}`,
        ),
    ...(decision === undefined
      ? []
      : [h('p', {}, `${decision.type} by ${decision.by?.name ?? 'the checklist'}: ${decision.reason}`)]),
  ];
}

function attemptInside(
  { attempt, verdict, startedAt, endedAt, failure, note, evidence }: ReportAttempt,
  many: boolean,
): Child[] {
  const took = startedAt === undefined || endedAt === undefined ? '' : `, ${showElapsed(endedAt - startedAt)}`;
  const when = endedAt === undefined ? '' : ` ${showMoment(endedAt)}${took}`;
  const facts = [
    ...(note === undefined ? [] : [h('p', {}, note)]),
    ...(failure === undefined ? [] : [failureMarkup(failure)]),
    evidenceList(evidence),
  ].filter((fact) => fact !== undefined);
  if (facts.length === 0 && !many) return [];
  return many ? [h('h4', {}, `Attempt ${attempt}: ${verdict ?? 'not ended'}${when}`), ...facts] : facts;
}

function outputList(outputs: readonly (readonly [string, ReportStep['outputs'][string]])[]): Markup {
  return h(
    'ul',
    { class: 'plain' },
    ...outputs.map(([name, value]) => {
      const text = showAnswer(value);
      const isLong = text.includes('\n') || text.length > 400;
      return h('li', {}, h('code', {}, name), ': ', isLong ? h('pre', {}, text) : h('code', {}, text));
    }),
  );
}
