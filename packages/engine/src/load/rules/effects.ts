import type { Step } from '../../model/checklist.ts';
import { isStricter } from '../../model/effect.ts';
import { type Draft, type Entry, nameOf, placeIn } from '../draft.ts';
import type { Report } from '../report.ts';
import type { Rule } from './rule.ts';

type StepRule = (entry: Entry, step: Step, draft: Draft, report: Report) => void;

/** A rule about single steps whose effect is known. */
function eachStep(check: StepRule): Rule {
  return (draft, report) => {
    for (const entry of draft.entries) {
      const { item, doubts } = entry;
      if (item.kind === 'group' || doubts.has('effect') || !draft.types.has(item.type)) continue;
      check(entry, item, draft, report);
    }
  };
}

export const effectNotTooMild: Rule = eachStep((entry, step, draft, report) => {
  const stepType = draft.types.get(step.type);
  const least = stepType?.leastEffect ?? stepType?.effect;
  if (least === undefined || !isStricter(least, step.effect)) return;
  const message = `${nameOf(entry)} says that its effect is "${step.effect}", but ${step.type} is at least "${least}"`;
  report.add('effect-too-mild', placeIn(draft, entry, 'effect'), message, 'take "effect" away, or make it stricter');
});

export const retryIsHarmless: Rule = eachStep((entry, step, draft, report) => {
  if (step.effect !== 'irreversible' || step.retry === undefined || step.retry.attempts < 2) return;
  const message = `${nameOf(entry)} is irreversible and would be tried ${step.retry.attempts} times`;
  const hint = 'take "retry" away: a person decides whether something irreversible is tried again';
  report.add('retry-irreversible', draft.places.key([...entry.path, 'retry']), message, hint);
});

export const pollOnlyReads: Rule = eachStep((entry, step, draft, report) => {
  if (step.poll === undefined || step.effect === 'reads') return;
  const message = `${nameOf(entry)} is made again and again by "poll", but its effect is "${step.effect}", expected "reads"`;
  const mayRead = draft.types.get(step.type)?.leastEffect === 'reads';
  const hint = mayRead
    ? 'add "effect: reads" if the step changes nothing'
    : 'poll in a step of its own that only reads';
  report.add('poll-not-read', draft.places.key([...entry.path, 'poll']), message, hint);
});
