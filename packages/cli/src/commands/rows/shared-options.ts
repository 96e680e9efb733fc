import type { OptionSpec } from '../../arguments/command-spec.ts';

/** Options that several commands take. */

export const as: OptionSpec = {
  value: 'contact',
  summary: 'who you are, by the id of a contact; else git config tells',
};
export const reason: OptionSpec = { value: 'text', summary: 'why; goes into the record' };
export const output: OptionSpec = { value: 'form', choices: ['auto', 'plain', 'json'], summary: 'auto, plain or json' };
export const jobs: OptionSpec = { value: 'n', summary: 'how many steps may run at once' };
export const noWait: OptionSpec = { summary: 'leave when only time is waited for; resume later' };
export const confirm: OptionSpec = { value: 'step,...', isRepeatable: true, summary: 'confirm these steps up front' };
export const inputs = {
  input: { value: 'name=value', isRepeatable: true, summary: 'an input; a list is a,b or JSON' },
  profile: { value: 'profile', summary: 'a profile of the checklist' },
  run: { value: 'id', summary: 'the id of the new run' },
} as const;
