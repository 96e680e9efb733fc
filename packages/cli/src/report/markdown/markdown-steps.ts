import { showElapsed, showMoment } from '../../output/show-time.ts';
import { showAnswer } from '../../view/describe-ask.ts';
import type { ReportAttempt, ReportRound, ReportStep, RunReport } from '../model/run-report.ts';
import { stepsOf } from '../model/steps-of.ts';
import { isBlank, markOf, undoText } from '../report-words.ts';
import { block, code, evidenceLines, inline, table } from './markdown.ts';

/** Every step in a line. */
export function stepsPart(report: RunReport): string {
  const rows = stepsOf(report).map(({ id, title, status, by, took, isRemoved }) => [
    statusText(status),
    code(id),
    `${inline(title)}${isRemoved === true ? ', taken out of the checklist' : ''}`,
    by === undefined ? '' : inline(by.name),
    took === undefined ? '' : showElapsed(took),
  ]);
  return `## Steps\n\n${table(['Status', 'Step', 'Title', 'By', 'Took'], rows)}`;
}

/** What is known of each step beyond that line. */
export function detailParts(report: RunReport): string[] {
  return stepsOf(report).flatMap((step) => {
    const rounds = step.rounds.map((round) => describeRound(step, round)).filter((part) => part !== '');
    return rounds.length === 0 ? [] : [`### ${inline(step.title)} (${code(step.id)})\n\n${rounds.join('\n\n')}`];
  });
}

export function leftOutPart({ items }: RunReport): string {
  const lines = items.flatMap((item) =>
    item.kind === 'step' && item.isLeftOut === true ? [`- ${code(item.id)} ${inline(item.title)}`] : [],
  );
  return lines.length === 0 ? '' : `## Left out by the profile\n\n${lines.join('\n')}`;
}

function describeRound(step: ReportStep, round: ReportRound): string {
  const { opened, asks, attempts, undone } = round;
  const isLast = round === step.rounds.at(-1);
  const lines = [
    ...(opened === undefined
      ? []
      : [`- opened ${showMoment(opened.at)} by ${inline(opened.by.name)}: ${inline(opened.reason)}`]),
    ...asks.flatMap(({ kind, answers }) =>
      answers.map(
        ({ by, at }) =>
          `- ${kind === 'confirmation' ? 'confirmed' : 'answered'} ${showMoment(at)} by ${inline(by.name)}`,
      ),
    ),
    ...attempts.flatMap((attempt) => describeAttempt(attempt, attempts.length > 1 || !isLast)),
    ...(undone === undefined ? [] : [`- ${describeUndone(undone)}`]),
    ...(isLast ? Object.entries(step.outputs).map(([name, value]) => describeValue(name, value)) : []),
  ];
  // An earlier round stays in the report, whatever it came to.
  const isTold = lines.length > 0 || (!isLast && attempts.length > 0);
  return !isTold ? '' : `Round ${round.round}: ${statusText(round.status)}\n\n${lines.join('\n').trimEnd()}`;
}

function describeAttempt(
  { attempt, verdict, endedAt, note, failure, evidence }: ReportAttempt,
  many: boolean,
): string[] {
  const end = endedAt === undefined ? '' : ` ${showMoment(endedAt)}`;
  const head = many ? [`- attempt ${attempt}: ${verdict ?? 'not ended'}${end}`] : [];
  const details =
    failure?.details === undefined || isBlank(failure.details)
      ? []
      : [`- details:\n\n${block(failure.details.join('\n'))}\n`];
  return [
    ...head,
    ...(note === undefined ? [] : [`- ${inline(note)}`]),
    ...(failure === undefined ? [] : [`- ${inline(failure.message)}`]),
    ...details,
    ...(failure?.log === undefined ? [] : [`- log: ${code(failure.log)}`]),
    ...evidenceLines(evidence),
  ];
}

function describeUndone({ verdict, by, why }: NonNullable<ReportRound['undone']>): string {
  const text = undoText(verdict, by);
  return inline(why === undefined ? text : `${text}: ${why}`);
}

function describeValue(name: string, value: ReportStep['outputs'][string]): string {
  const text = showAnswer(value);
  if (text === '') return `- ${code(name)}: left empty`;
  if (text.includes('\n')) return `- ${code(name)}:\n\n${block(text)}\n`;
  return `- ${code(name)}: ${code(text.length > 300 ? `${text.slice(0, 300)}...` : text)}`;
}

function statusText(status: ReportStep['status']): string {
  return `${markOf(status)} ${status}`;
}
