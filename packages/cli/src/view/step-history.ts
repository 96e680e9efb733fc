import type { Attempt, ItemState, Person, Round, Status } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { showDay, showElapsed } from '../output/show-time.ts';
import type { DetailLine } from './step-detail.ts';

/** What happened to a step, round by round: attempts, answers, sign-offs, and who decided what and why. */
export function stepHistory(item: ItemState, now: number): DetailLine[] {
  const lines = [...item.earlier, item].flatMap((round) => roundLines(round, now));
  return lines.length === 0 ? [{ text: 'Nothing happened yet.' }] : lines;
}

function roundLines(round: Round, now: number): DetailLine[] {
  const lines = [
    ...round.attempts.flatMap((attempt) => attemptLines(attempt, now)),
    ...answerLines(round),
    ...round.signOffs.map(({ by, recordedBy, at }) => {
      const typed = by.name === recordedBy.name ? '' : `, typed in by ${nameOf(recordedBy)}`;
      return line('passed', `signed off by ${nameOf(by)}${typed} at ${showDay(at, now)}`);
    }),
    ...decisionLines(round, now),
  ];
  return lines.length === 0 ? [] : [{ text: `Round ${round.round}`, isHead: true }, ...lines];
}

function attemptLines({ attempt, startedAt, endedAt, verdict, failure, note }: Attempt, now: number): DetailLine[] {
  const from = startedAt ?? endedAt;
  const begun = from === undefined ? '' : ` at ${showDay(from, now)}`;
  const took = startedAt === undefined || endedAt === undefined ? '' : ` after ${showElapsed(endedAt - startedAt)}`;
  const end = verdict === undefined ? 'goes on' : `${verdict}${took}`;
  const why = failure?.message ?? note;
  return [
    line(
      verdict === undefined || verdict === 'interrupted' ? 'unknown' : verdict,
      `attempt ${attempt}${begun}: ${end}`,
    ),
    ...(why === undefined ? [] : [{ text: `    ${showLine(why)}` }]),
  ];
}

function answerLines({ answeredBy }: Round): DetailLine[] {
  return answeredBy === undefined ? [] : [line('passed', `answered by ${nameOf(answeredBy)}`)];
}

function decisionLines({ decision }: Round, now: number): DetailLine[] {
  if (decision === undefined) return [];
  const { type, by, at, reason, original } = decision;
  const who = by === undefined ? 'by the checklist' : `by ${nameOf(by)}`;
  return [line(type, `${type} ${who} at ${showDay(at, now)}, it was ${original}`), { text: `    ${showLine(reason)}` }];
}

function line(status: Status, text: string): DetailLine {
  return { status, text };
}

function nameOf({ name }: Person): string {
  return showLine(name);
}
