import type { CommandSpec } from '../../arguments/command-spec.ts';

/** Commands for the program itself and for the shell. */
export const shellRows: readonly CommandSpec[] = [
  {
    name: 'completions',
    summary: 'Print a script that completes arguments in bash, zsh or fish',
    group: 'shell',
    words: ['<shell>'],
    options: {},
    examples: [
      'checklist completions fish | source',
      'source <(checklist completions bash)',
      'source <(checklist completions zsh)',
    ],
    load: async () => (await import('../../complete/completions-command.ts')).completionsCommand,
  },
  {
    name: 'stand-ins',
    summary: "Run the services of a rehearsal's sandbox",
    group: 'shell',
    words: ['<folder>'],
    options: {},
    examples: [],
    isInternal: true,
    load: async () => (await import('../../rehearse/stand-ins-command.ts')).standInsCommand,
  },
];
