import type { CommandSpec } from '../../arguments/command-spec.ts';
import { as, confirm, inputs, jobs, noWait, output } from './shared-options.ts';

/** Commands that take a run from its start to its end. */
export const runRows: readonly CommandSpec[] = [
  {
    name: 'run',
    summary: 'Start a run of a checklist',
    group: 'run',
    isCommon: true,
    words: ['<checklist>'],
    options: {
      ...inputs,
      confirm,
      as,
      'dry-run': { summary: 'only say what would happen, as "plan"' },
      output,
      jobs,
      'no-wait': noWait,
    },
    examples: [
      'checklist run release',
      'checklist run release --input version=2026.11.24-1200 --profile hotfix',
      'checklist run ./checklists/release.yaml --confirm open_pr --output json',
    ],
    load: async () => (await import('../run-command.ts')).runCommand,
  },
  {
    name: 'resume',
    summary: 'Go on with a run where it stopped',
    group: 'run',
    isCommon: true,
    words: ['[run]'],
    options: {
      input: { value: 'name=value', isRepeatable: true, summary: 'an input that an edit of the checklist adds' },
      as,
      output,
      jobs,
      'no-wait': noWait,
    },
    examples: ['checklist resume', 'checklist resume release-2026.11.24-1200 --output plain'],
    load: async () => (await import('../resume-command.ts')).resumeCommand,
  },
  {
    name: 'status',
    summary: 'Show where a run stands and what it waits for',
    group: 'run',
    isCommon: true,
    words: ['[run]'],
    options: { output },
    examples: ['checklist status', 'checklist status release-2026.11.24-1200 --output json'],
    load: async () => (await import('../status-command.ts')).statusCommand,
  },
  {
    name: 'plan',
    summary: 'Say exactly what a run would do, and change nothing',
    group: 'run',
    isCommon: true,
    words: ['<checklist>'],
    options: { ...inputs, as, output },
    examples: [
      'checklist plan release --input version=2026.11.24-1200',
      'checklist plan release --profile hotfix --output json',
    ],
    load: async () => (await import('../plan-command.ts')).planCommand,
  },
  {
    name: 'answer',
    summary: 'Answer what a step asks',
    group: 'run',
    isCommon: true,
    words: ['[run]', '<step>', '[name=value...]'],
    options: {
      yes: { summary: 'confirm a step that asks before it starts' },
      'signed-by': { value: 'contact', summary: 'whose word this is' },
      as,
    },
    examples: [
      'checklist answer play launched=yes heart=yes',
      'checklist answer sweep --signed-by axel',
      'checklist answer open_pr --yes',
    ],
    load: async () => (await import('../answer-command.ts')).answerCommand,
  },
];
