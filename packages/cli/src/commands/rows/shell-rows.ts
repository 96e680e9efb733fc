import type { CommandSpec } from '../../arguments/command-spec.ts';

/** Commands for the program itself and for the shell. */
export const shellRows: readonly CommandSpec[] = [
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
