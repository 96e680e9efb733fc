import type { CommandSpec } from '../../arguments/command-spec.ts';
import { output } from './shared-options.ts';

/** Commands for those who write checklists. */
export const writeRows: readonly CommandSpec[] = [
  {
    name: 'init',
    summary: 'Write a first checklist that runs at once',
    group: 'write',
    words: ['[id]'],
    options: {
      title: { value: 'text', summary: 'what it is called' },
      check: { value: 'command', summary: 'a command that must succeed before a release' },
      remote: { value: 'name', summary: 'the git remote that the tag is pushed to' },
    },
    examples: ['checklist init', 'checklist init hotfix --title Hotfix --check "npm test"'],
    load: async () => (await import('../init-command.ts')).initCommand,
  },
  {
    name: 'validate',
    summary: 'Check checklist files and point at every fault',
    group: 'write',
    isCommon: true,
    words: ['[checklist...]'],
    options: { watch: { short: 'w', summary: 'check again whenever a file changes, until Ctrl+C' } },
    examples: ['checklist validate', 'checklist validate release --watch', 'checklist validate drafts/next.yaml'],
    load: async () => (await import('../validate-command.ts')).validateCommand,
  },
  {
    name: 'schema',
    summary: "Print the JSON schema for an editor's help",
    group: 'write',
    words: [],
    options: {},
    examples: ['checklist schema > checklists/checklist.schema.json'],
    load: async () => (await import('../schema-command.ts')).schemaCommand,
  },
  {
    name: 'docs',
    summary: 'Write a checklist as a guide for people who read',
    group: 'write',
    words: ['<checklist>'],
    options: { check: { value: 'file', summary: 'only tell whether this file says the same' } },
    examples: [
      'checklist docs release > checklists/release.md',
      'checklist docs release --check checklists/release.md',
    ],
    load: async () => (await import('../docs-command.ts')).docsCommand,
  },
  {
    name: 'import',
    summary: 'Make a checklist of a guide that people wrote',
    group: 'write',
    words: ['<guide>'],
    options: {
      id: { value: 'id', summary: "the checklist's id; else made of the title" },
      output: { value: 'file', short: 'o', summary: 'write this new file; else print' },
    },
    examples: ['checklist import RELEASING.md', 'checklist import RELEASING.md --id app --output checklists/app.yaml'],
    load: async () => (await import('../import-command.ts')).importCommand,
  },
  {
    name: 'rehearse',
    summary: 'Run a checklist in a sandbox, with answers from a scenario',
    group: 'write',
    isCommon: true,
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
    load: async () => (await import('../../rehearse/rehearse-command.ts')).rehearseCommand,
  },
];
