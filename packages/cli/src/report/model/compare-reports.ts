import type { JsonObject } from '@checklist/engine';
import { diffOptions } from './diff-options.ts';
import type { Comparison, ReportAttempt, ReportStep, RunReport } from './run-report.ts';
import { stepsOf } from './steps-of.ts';

/** Of two times, the one that counts as longer is so by a quarter, and by ten seconds. */
const share = 1.25;
const least = 10_000;

/** How a run differs from that of the last release. */
export function compareReports(now: RunReport, before: RunReport): Comparison {
  const pairs = pairUp(now, before);
  const times = pairs.flatMap(({ step, last }) => {
    const [a, b] = [ownTime(last), ownTime(step)];
    return a === undefined || b === undefined ? [] : [{ step: step.id, before: a, now: b }];
  });
  const { id, outcome, startedAt, commit, profile } = before.run;
  return {
    run: {
      id,
      outcome,
      startedAt,
      ...(commit === undefined ? {} : { commit }),
      ...(profile === undefined ? {} : { profile }),
    },
    took: { before: before.run.lastAt - before.run.startedAt, now: now.run.lastAt - now.run.startedAt },
    slower: times
      .filter((one) => isLonger(one.now, one.before))
      .toSorted((a, b) => b.now - b.before - (a.now - a.before)),
    faster: times
      .filter((one) => isLonger(one.before, one.now))
      .toSorted((a, b) => a.now - a.before - (b.now - b.before)),
    failing: pairs.flatMap(({ step, last }) => {
      const [failed] = failuresOf(attemptsOf(step));
      return failed !== undefined && failuresOf(attemptsOf(last)).length === 0
        ? [{ step: step.id, message: failed }]
        : [];
    }),
    healed: pairs.flatMap(({ step, last }) => {
      return failuresOf(attemptsOf(last)).length > 0 &&
        failuresOf(attemptsOf(step)).length === 0 &&
        step.status === 'passed'
        ? [step.id]
        : [];
    }),
    added: namesOnlyIn(now, before),
    removed: namesOnlyIn(before, now),
    changed: pairs.flatMap(({ step, last }) => {
      const options = diffOptions(definitionOf(last), definitionOf(step));
      return options.length === 0 ? [] : [{ step: step.id, options }];
    }),
    inputs: diffOptions(inputsOf(before), inputsOf(now)),
    ...comparePeople(now, before),
  };
}

function pairUp(now: RunReport, before: RunReport): { readonly step: ReportStep; readonly last: ReportStep }[] {
  const old = new Map(stepsOf(before).map((step) => [step.id, step]));
  return stepsOf(now).flatMap((step) => {
    const last = old.get(step.id);
    return last === undefined ? [] : [{ step, last }];
  });
}

/** Without the time in which a person was waited for: that says nothing about the step. */
export function ownTime({ took, waited = 0, type }: ReportStep): number | undefined {
  if (took === undefined) return undefined;
  return type === 'manual' ? took : took - waited;
}

function isLonger(a: number, b: number): boolean {
  return a > b * share && a - b > least;
}

/** Why attempts did not pass, oldest first; one that was cut off or cancelled says nothing about the step. */
export function failuresOf(attempts: readonly ReportAttempt[]): string[] {
  return attempts.flatMap(({ verdict, failure }) => {
    return verdict === 'failed' || verdict === 'inconclusive' ? [failure?.message ?? verdict] : [];
  });
}

function attemptsOf({ rounds }: ReportStep): readonly ReportAttempt[] {
  return rounds.flatMap(({ attempts }) => attempts);
}

function namesOnlyIn(one: RunReport, other: RunReport): string[] {
  const known = new Set(stepsOf(other).map(({ id }) => id));
  return stepsOf(one).flatMap(({ id }) => (known.has(id) ? [] : [id]));
}

function definitionOf({ definition, effect }: ReportStep): JsonObject {
  return { ...definition.with, expect: definition.expect.map(({ name, that }) => ({ name, that })), effect };
}

function inputsOf({ inputs }: RunReport): JsonObject {
  return Object.fromEntries(inputs.map(({ name, value }) => [name, value]));
}

function comparePeople(now: RunReport, before: RunReport): Pick<Comparison, 'joined' | 'left'> {
  const [young, old] = [now, before].map(({ people }) => people.map(({ name }) => name));
  return {
    joined: (young ?? []).filter((name) => old?.includes(name) !== true),
    left: (old ?? []).filter((name) => young?.includes(name) !== true),
  };
}
