import type { Step } from './checklist.ts';

/**
 * Tells whether what a step comes to is a named person's word: such steps have the output `signed_by`. Nobody else can give it by
 * hand, and nobody can say from hearsay that it was given.
 */
export function givesWord({ outputs }: Pick<Step, 'outputs'>): boolean {
  return outputs.includes('signed_by');
}
