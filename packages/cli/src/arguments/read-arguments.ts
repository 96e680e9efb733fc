import type { CommandSpec, OptionSpec } from './command-spec.ts';

// An import would load everything that this module can do, which takes 2 ms of each start.
const { parseArgs } = process.getBuiltinModule('node:util');

/** What was typed behind the command's name. */
export interface TypedArguments {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly isHelpWanted: boolean;
  /** What cannot be understood; for an option that does not exist, the name that is not known. */
  readonly faults: readonly ArgumentFault[];
}

/** `unknown` is a name that may be a slip of `known`. */
export interface ArgumentFault {
  readonly message: string;
  readonly unknown?: string;
  readonly known?: readonly string[];
}

/** Reads arguments as a row of the command table says. */
export function readArguments(spec: CommandSpec, typed: readonly string[]): TypedArguments {
  const known: Readonly<Record<string, OptionSpec>> = { ...spec.options, help: { summary: '' } };
  const types = Object.entries(known).map(([name, option]) => {
    const type = 'value' in option ? ('string' as const) : ('boolean' as const);
    const short = name === 'help' ? 'h' : option.short;
    return [name, short === undefined ? { type } : { type, short }] as const;
  });
  const config = { args: [...typed], options: Object.fromEntries(types), allowPositionals: true, strict: false };
  const options = new Map<string, string[]>();
  const words: string[] = [];
  const faults: ArgumentFault[] = [];
  for (const token of parseArgs({ ...config, tokens: true }).tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const fault = checkOption(spec, token);
    if (fault !== undefined) faults.push(fault);
    else
      options.set(token.name, [
        ...(options.get(token.name) ?? []),
        ...(token.value === undefined ? [] : [token.value]),
      ]);
  }
  const isHelpWanted = options.has('help');
  return { words, options, isHelpWanted, faults: isHelpWanted ? [] : [...faults, ...checkWords(spec, words)] };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
}

function checkOption(spec: CommandSpec, { name, rawName, value }: OptionToken): ArgumentFault | undefined {
  if (name === 'help') return undefined;
  const option = Object.hasOwn(spec.options, name) ? spec.options[name] : undefined;
  if (option === undefined) {
    const known = [...Object.keys(spec.options), 'help'].map((one) => `--${one}`);
    return { message: `"${spec.name}" has no option "${rawName}"`, unknown: rawName, known };
  }
  if (option.value === undefined)
    return value === undefined ? undefined : { message: `"${rawName}" takes no value, found "${value}"` };
  if (value === undefined) return { message: `"${rawName}" has no value, expected ${option.value}` };
  if (option.choices === undefined || option.choices.includes(value)) return undefined;
  const message = `"${rawName}" is "${value}", expected one of "${option.choices.join('", "')}"`;
  return { message, unknown: value, known: option.choices };
}

function checkWords(spec: CommandSpec, words: readonly string[]): ArgumentFault[] {
  const missing = spec.words.filter((word) => word.startsWith('<')).slice(words.length);
  if (missing.length > 0) return [{ message: `"${spec.name}" needs ${missing.join(' and ')}` }];
  const hasMany = spec.words.some((word) => word.includes('...'));
  const extra = hasMany ? [] : words.slice(spec.words.length);
  return extra.length === 0 ? [] : [{ message: `found "${extra.join(' ')}" behind all that "${spec.name}" takes` }];
}
