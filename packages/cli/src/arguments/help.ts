import { exitCodeMeanings } from '../exit-codes.ts';
import type { CommandSpec, OptionSpec } from './command-spec.ts';

/** The help of the program: every command in a line. */
export function programHelp(commands: readonly CommandSpec[]): string {
  const shown = commands.filter(({ isInternal }) => isInternal !== true);
  const rows = shown.map(({ name, summary }): Row => [name, summary]);
  return [
    'checklist runs a release process that is written as a YAML file, and remembers every step.',
    '',
    'usage: checklist <command> [arguments]',
    '',
    ...table(rows),
    '',
    '"checklist <command> --help" shows arguments and examples; "checklist --version" the version.',
  ].join('\n');
}

/** The help of one command, with examples. */
export function commandHelp({ name, summary, words, options, examples }: CommandSpec): string {
  const rows = Object.entries(options).map(([option, spec]): Row => [head(option, spec), describe(spec)]);
  return [
    `${summary}`,
    '',
    `usage: ${['checklist', name, ...words, ...(rows.length > 0 ? ['[options]'] : [])].join(' ')}`,
    ...(rows.length > 0 ? ['', 'options:', ...table(rows)] : []),
    '',
    'examples:',
    ...examples.map((example) => `  ${example}`),
    ...(name === 'run' || name === 'resume' ? ['', 'exit codes:', ...table(exitCodeMeanings)] : []),
  ].join('\n');
}

type Row = readonly [string | number, string];

function head(name: string, { value, short }: OptionSpec): string {
  const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
  return value === undefined ? names : `${names} <${value}>`;
}

function describe({ summary, isRepeatable }: OptionSpec): string {
  return isRepeatable === true ? `${summary}; can be repeated` : summary;
}

function table(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([name]) => String(name).length));
  return rows.map(([name, text]) => `  ${String(name).padEnd(width)}  ${text}`);
}
