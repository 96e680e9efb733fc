import { exitCodeMeanings } from '../exit-codes.ts';
import { type CommandSpec, commandGroups, type OptionSpec } from './command-spec.ts';

/** The help of the program, on one screen: the common commands with what they do, the others by name. */
export function programHelp(commands: readonly CommandSpec[]): string {
  const shown = commands.filter(({ isInternal }) => isInternal !== true);
  const common = shown.filter(({ isCommon }) => isCommon === true);
  const groups = commandGroups.flatMap((group): Row[] => {
    const names = shown.filter((one) => one.group === group && one.isCommon !== true).map(({ name }) => name);
    return names.length === 0
      ? []
      : foldWords(names, screenWidth - 13).map((line, index) => [index === 0 ? group : '', line]);
  });
  const rows = table([...common.map(({ name, summary }): Row => [name, summary]), ...groups]);
  return [
    'checklist runs a release process that is written as YAML, and forgets nothing.',
    '',
    'usage: checklist <command> [arguments]',
    '',
    ...rows.slice(0, common.length),
    '',
    'more commands, by what they are for:',
    ...rows.slice(common.length),
    '',
    '"checklist <command> --help" shows what it does, with examples.',
  ].join('\n');
}

const screenWidth = 80;

/** Words with commas, in lines of at most so many columns. */
function foldWords(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const [index, word] of words.entries()) {
    const text = index === words.length - 1 ? word : `${word},`;
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + text.length <= width) lines[lines.length - 1] = `${line} ${text}`;
    else lines.push(text);
  }
  return lines;
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
