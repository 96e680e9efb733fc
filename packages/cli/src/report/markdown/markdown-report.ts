import { isSamePerson } from '@checklist/engine';
import { showElapsed, showMoment } from '../../output/show-time.ts';
import { showAnswer } from '../../view/describe-ask.ts';
import type { RunReport } from '../model/run-report.ts';
import { isEnded, openSteps, personText, progressText, verdictOf } from '../report-words.ts';
import { code, inline, table } from './markdown.ts';
import { comparisonPart } from './markdown-comparison.ts';
import { decisionsPart, metricsPart, outsidePart, recordPart, signaturesPart, undoPart } from './markdown-parts.ts';
import { detailParts, leftOutPart, stepsPart } from './markdown-steps.ts';

/** The report as Markdown, for a terminal, a pull request or a file. */
export function markdownReport(report: RunReport): string {
  const parts = [
    heading(report),
    openPart(report),
    decisionsPart(report),
    signaturesPart(report),
    metricsPart(report),
    outsidePart(report),
    undoPart(report),
    comparisonPart(report),
    stepsPart(report),
    ...detailParts(report),
    leftOutPart(report),
    recordPart(report),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading(report: RunReport): string {
  const { run, inputs, people, pointOfNoReturn: point } = report;
  const took = showElapsed((isEnded(report) ? run.lastAt : report.madeAt) - run.startedAt);
  const returns = point?.at === undefined ? 'still to come' : `passed ${showMoment(point.at)}`;
  const facts: (readonly [string, string])[] = [
    ['Run', code(run.id)],
    ['Outcome', `${verdictOf(report).text}; ${progressText(report)}`],
    ...(run.commit === undefined ? [] : [['Commit', code(run.commit)] as const]),
    ...(run.profile === undefined ? [] : [['Profile', code(run.profile)] as const]),
    ['Started', `${showMoment(run.startedAt)} by ${inline(personText(run.starter))}`],
    ...(isSamePerson(run.operator, run.starter) ? [] : [['Operated by', inline(personText(run.operator))] as const]),
    isEnded(report)
      ? ['Ended', `${showMoment(run.lastAt)}, after ${took}`]
      : ['Last event', `${showMoment(run.lastAt)}; the report is of ${showMoment(report.madeAt)}, after ${took}`],
    ['Point of no return', point === undefined ? 'none' : `${code(point.step)} ${inline(point.title)}, ${returns}`],
    ['People', people.map((person) => `${inline(personText(person))}: ${person.roles.join(', ')}`).join('<br>')],
    ...inputs.map(({ name, value }) => [`Input ${code(name)}`, code(showAnswer(value))] as const),
  ];
  return `# ${inline(run.checklist.title)}\n\n${table(['Fact', 'Value'], facts)}`;
}

function openPart(report: RunReport): string {
  const lines = [
    ...report.lacks.map(({ step, message, hint }) => `- ${code(step)}: ${inline(message)}. ${inline(hint)}`),
    ...openSteps(report).map(({ id, title, status, failure, waitsFor }) => {
      const why = failure === undefined ? '' : `: ${inline(failure.message)}`;
      const whom = waitsFor === undefined ? '' : ` for ${inline(waitsFor)}`;
      return `- ${code(id)} ${inline(title)}, ${status}${whom}${why}`;
    }),
  ];
  return lines.length === 0 ? '' : `## What is open\n\n${lines.join('\n')}`;
}
