import { isStricter } from '@checklist/engine';
import type { ReportAttempt, ReportItem, ReportOutside, ReportRound, ReportStep } from './run-report.ts';

/** What others can see of the run, oldest first: each attempt with an effect beyond this machine, also when it was cut off. */
export function findOutside(items: readonly ReportItem[]): ReportOutside[] {
  const found = items.flatMap((item): ReportOutside[] => {
    if (item.kind !== 'step' || !isStricter(item.effect, 'local')) return [];
    return item.rounds.flatMap((round) => round.attempts.flatMap((attempt) => fromAttempt(item, round, attempt)));
  });
  return found.toSorted((a, b) => a.at - b.at);
}

function fromAttempt(step: ReportStep, round: ReportRound, attempt: ReportAttempt): ReportOutside[] {
  const isByHand =
    round.asks.some(({ kind, answers }) => kind === 'by-hand' && answers.length > 0) && attempt.verdict === 'passed';
  const at = attempt.startedAt ?? (isByHand ? attempt.endedAt : undefined);
  // Without a start nothing was done: it was so already, or it could not be begun.
  if (at === undefined) return [];
  const isLast = attempt === round.attempts.at(-1);
  return [
    {
      step: step.id,
      title: step.title,
      effect: step.effect,
      at,
      ...(attempt.verdict === undefined ? {} : { verdict: attempt.verdict }),
      plan: isByHand ? [] : (attempt.plan ?? confirmedPlan(round, at)),
      evidence: attempt.evidence,
      ...(isByHand ? { isByHand } : {}),
      ...(isLast && round.undone !== undefined ? { undone: round.undone.verdict } : {}),
    },
  ];
}

/** Journals of earlier versions keep the plan only where a person confirmed it. */
function confirmedPlan({ asks }: ReportRound, at: number): readonly string[] {
  return asks.findLast(({ kind, askedAt }) => kind === 'confirmation' && askedAt <= at)?.plan ?? [];
}
