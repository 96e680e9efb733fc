import type { CommandSpec, OptionSpec } from '../arguments/command-spec.ts';

const as: OptionSpec = { value: 'contact', summary: 'who you are, by the id of a contact; else git config tells' };
const reason: OptionSpec = { value: 'text', summary: 'why; goes into the record' };
const output: OptionSpec = { value: 'form', choices: ['auto', 'plain', 'json'], summary: 'auto, plain or json' };
const jobs: OptionSpec = { value: 'n', summary: 'how many steps may run at once' };
const noWait: OptionSpec = { summary: 'leave when only time is waited for; resume later' };
const confirm: OptionSpec = { value: 'step,...', isRepeatable: true, summary: 'confirm these steps up front' };
const inputs = {
  input: { value: 'name=value', isRepeatable: true, summary: 'an input; a list is a,b or JSON' },
  profile: { value: 'id', summary: 'a profile of the checklist' },
  run: { value: 'run', summary: 'the id of the new run' },
} as const;

/** Every command of the program. A command's code is loaded when it is called. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'run',
    summary: 'Start a run of a checklist',
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
      'checklist run ./checklists/release.yaml --confirm push_tag --output json',
    ],
    load: async () => (await import('./run-command.ts')).runCommand,
  },
  {
    name: 'resume',
    summary: 'Go on with a run where it stopped',
    words: ['[run]'],
    options: { as, output, jobs, 'no-wait': noWait },
    examples: ['checklist resume', 'checklist resume release-2026.11.24-1200 --output plain'],
    load: async () => (await import('./resume-command.ts')).resumeCommand,
  },
  {
    name: 'status',
    summary: 'Show where a run stands and what it waits for',
    words: ['[run]'],
    options: { output },
    examples: ['checklist status', 'checklist status release-2026.11.24-1200 --output json'],
    load: async () => (await import('./status-command.ts')).statusCommand,
  },
  {
    name: 'plan',
    summary: 'Say exactly what a run would do, and change nothing',
    words: ['<checklist>'],
    options: { ...inputs, as, output },
    examples: [
      'checklist plan release --input version=2026.11.24-1200',
      'checklist plan release --profile hotfix --output json',
    ],
    load: async () => (await import('./plan-command.ts')).planCommand,
  },
  {
    name: 'answer',
    summary: 'Answer what a step asks',
    words: ['[run]', '<step>', '[name=value...]'],
    options: {
      yes: { summary: 'confirm a step that asks before it starts' },
      'signed-by': { value: 'contact', summary: 'whose word this is' },
      as,
    },
    examples: [
      'checklist answer ci_review run=https://github.com/o/r/actions/runs/1 all_success=yes',
      'checklist answer sweep --signed-by axel',
      'checklist answer push_tag --yes',
    ],
    load: async () => (await import('./answer-command.ts')).answerCommand,
  },
  {
    name: 'reject',
    summary: 'Refuse what a step asks to approve',
    words: ['[run]', '<step>'],
    options: { reason, 'signed-by': { value: 'contact', summary: 'whose word this is' }, as },
    examples: ['checklist reject sweep --reason "sweeps hang after an hour" --signed-by axel'],
    load: async () => (await import('./decision-commands.ts')).rejectCommand,
  },
  {
    name: 'retry',
    summary: 'Try a step again that did not pass',
    words: ['[run]', '<step>'],
    options: { as },
    examples: ['checklist retry recipe_launch'],
    load: async () => (await import('./decision-commands.ts')).retryCommand,
  },
  {
    name: 'redo',
    summary: 'Open a new round of an item and of all that depends on it',
    words: ['[run]', '<item>'],
    options: { reason, as },
    examples: ['checklist redo workflow_tests --reason "a new commit was picked"'],
    load: async () => (await import('./decision-commands.ts')).redoCommand,
  },
  {
    name: 'by-hand',
    summary: 'Do an automated step by hand and give its outputs',
    words: ['[run]', '<step>'],
    options: { as },
    examples: ['checklist by-hand branch'],
    load: async () => (await import('./decision-commands.ts')).byHandCommand,
  },
  {
    name: 'skip',
    summary: 'Leave a step out, with a reason',
    words: ['[run]', '<step>'],
    options: { reason, as },
    examples: ['checklist skip observatory --reason "the service is down, agreed with Jack"'],
    load: async () => (await import('./decision-commands.ts')).skipCommand,
  },
  {
    name: 'waive',
    summary: 'Let a step count as passed that did not, with a reason',
    words: ['[run]', '<step>'],
    options: { reason, as },
    examples: ['checklist waive train --reason "known dip, issue 4711"'],
    load: async () => (await import('./decision-commands.ts')).waiveCommand,
  },
  {
    name: 'cancel',
    summary: 'End a run before its end',
    words: ['[run]'],
    options: { reason, as },
    examples: ['checklist cancel --reason "a blocker was found"'],
    load: async () => (await import('./decision-commands.ts')).cancelCommand,
  },
  {
    name: 'undo',
    summary: 'Take back what a run did, newest first',
    words: ['[run]'],
    options: { yes: { summary: 'do not ask' }, as, output },
    examples: ['checklist undo release-2026.11.24-1200'],
    load: async () => (await import('./undo-command.ts')).undoCommand,
  },
  {
    name: 'validate',
    summary: 'Check checklist files and point at every fault',
    words: ['[checklist...]'],
    options: {},
    examples: ['checklist validate', 'checklist validate release', 'checklist validate drafts/next.yaml'],
    load: async () => (await import('./validate-command.ts')).validateCommand,
  },
  {
    name: 'list',
    summary: 'List checklists and runs',
    words: [],
    options: { output },
    examples: ['checklist list', 'checklist list --output json'],
    load: async () => (await import('./list-command.ts')).listCommand,
  },
  {
    name: 'schema',
    summary: "Print the JSON schema for an editor's help",
    words: [],
    options: {},
    examples: ['checklist schema > checklists/checklist.schema.json'],
    load: async () => (await import('./schema-command.ts')).schemaCommand,
  },
  {
    name: 'report',
    summary: 'Print the report of a run as Markdown',
    words: ['[run]'],
    options: {},
    examples: ['checklist report release-2026.11.24-1200 > report.md'],
    load: async () => (await import('./report-command.ts')).reportCommand,
  },
  {
    name: 'rehearse',
    summary: 'Run a checklist in a sandbox, with answers from a scenario',
    words: ['[checklist]', '[scenario...]'],
    options: {
      all: { summary: 'every scenario of the checklist' },
      keep: { summary: 'keep the sandboxes, also when all came out as it should' },
      resume: { value: 'folder', summary: 'go on with a rehearsal that was cut off' },
      output,
    },
    examples: [
      'checklist rehearse release',
      'checklist rehearse release blocker_bug',
      'checklist rehearse release --all',
    ],
    load: async () => (await import('../rehearse/rehearse-command.ts')).rehearseCommand,
  },
  {
    name: 'stand-ins',
    summary: "Run the services of a rehearsal's sandbox",
    words: ['<folder>'],
    options: {},
    examples: [],
    isInternal: true,
    load: async () => (await import('../rehearse/stand-ins-command.ts')).standInsCommand,
  },
];
