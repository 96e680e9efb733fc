import type { CommandSpec } from '../../arguments/command-spec.ts';
import { inputs, output } from './shared-options.ts';

/** Commands that show what is there. */
export const lookRows: readonly CommandSpec[] = [
  {
    name: 'list',
    summary: 'List checklists and runs',
    group: 'look',
    isCommon: true,
    words: [],
    options: { output },
    examples: ['checklist list', 'checklist list --output json'],
    load: async () => (await import('../list-command.ts')).listCommand,
  },
  {
    name: 'doctor',
    summary: 'Look whether everything that a checklist needs is there',
    group: 'look',
    words: ['[checklist]'],
    options: { input: inputs.input, profile: inputs.profile, output },
    examples: ['checklist doctor', 'checklist doctor release --input version=2026.11.24-1200'],
    load: async () => (await import('../doctor-command.ts')).doctorCommand,
  },
  {
    name: 'report',
    summary: 'Print the report of a run: Markdown, HTML, JSON, JUnit',
    group: 'look',
    isCommon: true,
    words: ['[run]'],
    options: {
      format: {
        value: 'form',
        choices: ['markdown', 'html', 'json', 'junit'],
        summary: "markdown, html, json or junit; else the file's name tells",
      },
      output: { value: 'file', short: 'o', summary: 'write to this file' },
    },
    examples: [
      'checklist report release-2026.11.24-1200',
      'checklist report release-2026.11.24-1200 -o release.html',
      'checklist report release-2026.11.24-1200 --format json',
    ],
    load: async () => (await import('../report-command.ts')).reportCommand,
  },
  {
    name: 'history',
    summary: 'Compare the runs of a checklist: times, failures, waivers, skips',
    group: 'look',
    words: ['[checklist]'],
    options: { output },
    examples: ['checklist history release', 'checklist history release --output json'],
    load: async () => (await import('../history-command.ts')).historyCommand,
  },
  {
    name: 'graph',
    summary: 'Draw a checklist, or a run with its statuses',
    group: 'look',
    words: ['[checklist]'],
    options: {
      run: { value: 'run', summary: 'a run, instead of a checklist' },
      format: { value: 'form', choices: ['mermaid', 'dot', 'svg'], summary: 'mermaid, dot or svg' },
    },
    examples: ['checklist graph release', 'checklist graph --run release-2026.11.24-1200 --format svg > run.svg'],
    load: async () => (await import('../graph-command.ts')).graphCommand,
  },
];
