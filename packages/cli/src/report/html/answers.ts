import { showAnswer } from '../../view/describe-ask.ts';
import type { ReportAsk, RunReport } from '../model/run-report.ts';
import { stepsOf } from '../model/steps-of.ts';
import { markdownMarkup } from './markdown-markup.ts';
import { type Child, fragment, h, link, type Markup } from './markup.ts';
import { momentMarkup, section, stepLink, tableMarkup } from './table-markup.ts';

/** What people said, oldest first. */
export function answersSection(report: RunReport): Markup | undefined {
  const given = stepsOf(report).flatMap(({ id, title, rounds }) =>
    rounds.flatMap(({ asks }) => asks.flatMap((ask) => ask.answers.map((answer) => ({ id, title, ask, answer })))),
  );
  if (given.length === 0) return undefined;
  const rows = given
    .toSorted((a, b) => a.answer.at - b.answer.at)
    .map(({ id, title, ask, answer }): Child[] => [
      momentMarkup(answer.at),
      fragment(title, ' ', stepLink(id)),
      answer.signOff?.by.name ?? answer.by.name,
      answersMarkup(ask, answer.answers),
    ]);
  return section('answers', 'Answers', tableMarkup(['When', 'Step', 'By', 'Answer'], rows));
}

/** Answers with the questions that they answer; a text of several lines is read as Markdown. */
export function answersMarkup(ask: ReportAsk, answers: ReportAsk['answers'][number]['answers']): Child {
  if (ask.kind === 'confirmation') return 'confirmed what was planned';
  const entries = Object.entries(answers);
  if (entries.length === 0) return 'approved';
  return entries.map(([name, value]) => {
    const label = ask.questions.find((one) => one.name === name)?.label ?? name;
    return h('div', {}, h('span', { class: 'dim' }, `${label}: `), saidMarkup(showAnswer(value)));
  });
}

function saidMarkup(text: string): Child {
  if (text === '') return h('span', { class: 'dim' }, 'left empty');
  if (/^https?:\/\/\S+$/.test(text)) return link(text);
  return text.includes('\n') || /^\s*[-*] /.test(text) ? markdownMarkup(text) : text;
}
