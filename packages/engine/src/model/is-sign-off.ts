import type { Step } from './checklist.ts';

/**
 * Tells whether what a step comes to is the word of named persons: nobody else can give it by hand, nobody can say from hearsay that
 * it was given, and it holds for one text only.
 */
export function isSignOff(step: Pick<Step, 'isSignOff' | 'with'>): boolean {
  return step.isSignOff === true || step.with.sign_off !== undefined;
}
