import type { ExaminedStep } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';

/** One thing that was looked at. */
export interface DoctorFinding {
  readonly verdict: 'fine' | 'lacking' | 'notable';
  readonly message: string;
  /** What it is needed for, such as the ids of steps. */
  readonly neededFor: readonly string[];
  /** How to get it. */
  readonly hint?: string;
}

/** What the steps need: each lack once with all the steps that have it, and what is there. */
export function stepFindings(steps: readonly ExaminedStep[]): DoctorFinding[] {
  const lacking = new Map<string, { readonly hint: string; readonly steps: string[] }>();
  for (const { step, lacks } of steps) {
    for (const { message, hint } of lacks) {
      const known = lacking.get(message);
      if (known === undefined) lacking.set(message, { hint, steps: [step] });
      else known.steps.push(step);
    }
  }
  const lacks = [...lacking].map(([message, { hint, steps: ids }]): DoctorFinding => {
    return { verdict: 'lacking', message: showLine(message), neededFor: ids, hint: showLine(hint) };
  });
  return [...lacks, ...credentialFindings(steps), ...fineFindings(steps)];
}

/** A step type may do without one of its credentials; when it cannot, its lack says so. */
function credentialFindings(steps: readonly ExaminedStep[]): DoctorFinding[] {
  const users = new Map<string, { readonly isSet: boolean; readonly steps: string[] }>();
  for (const { step, credentials, hasCredential, lacks } of steps) {
    if (credentials.length === 0 || (!hasCredential && lacks.length > 0)) continue;
    const name = credentials.join(' or ');
    const known = users.get(name);
    if (known === undefined) users.set(name, { isSet: hasCredential, steps: [step] });
    else known.steps.push(step);
  }
  return [...users].map(([name, { isSet, steps: ids }]) => ({
    verdict: isSet ? 'fine' : 'notable',
    message: `${name} is ${isSet ? 'set' : 'not set'}`,
    neededFor: ids,
  }));
}

/** The steps that have all that they need, by step type. */
function fineFindings(steps: readonly ExaminedStep[]): DoctorFinding[] {
  const fine = Map.groupBy(
    steps.filter(({ lacks }) => lacks.length === 0),
    ({ type }) => type,
  );
  return [...fine].map(([type, some]) => ({
    verdict: 'fine',
    message: `${type}: what it needs before it starts is there`,
    neededFor: some.map(({ step }) => step),
  }));
}
