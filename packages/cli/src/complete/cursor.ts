import type { CommandSpec, OptionSpec } from '../arguments/command-spec.ts';

/** What is being typed: the text so far, and what it is a part of. */
export type Cursor =
  | { readonly type: 'command'; readonly text: string }
  | { readonly type: 'option'; readonly text: string; readonly typed: Typed }
  /** `kind` is what the help puts in brackets: `checklist`, `step`, `name=value`. */
  | {
      readonly type: 'value';
      /** The value alone. */
      readonly text: string;
      /** What stands before it in the same word: `--output=`. */
      readonly before: string;
      readonly typed: Typed;
      readonly kind: string;
      readonly choices: readonly string[];
    }
  | { readonly type: 'word'; readonly text: string; readonly typed: Typed };

/** What stands before the cursor. */
export interface Typed {
  readonly spec: CommandSpec;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Reads what was typed behind the program's name, up to the cursor; nothing for a command that does not exist. */
export function readCursor(commands: readonly CommandSpec[], all: readonly string[]): Cursor | undefined {
  const before = all.slice(0, -1);
  const text = all.at(-1) ?? '';
  const [name, ...rest] = before;
  if (name === undefined || (name === 'help' && rest.length === 0)) return { type: 'command', text };
  const spec = commands.find((one) => one.name === name);
  return spec === undefined ? undefined : behindCommand(spec, rest, text);
}

function behindCommand(spec: CommandSpec, before: readonly string[], text: string): Cursor {
  const words: string[] = [];
  const options = new Map<string, string[]>();
  let open: readonly [string, OptionSpec] | undefined;
  let isOver = false;
  for (const word of before) {
    if (open !== undefined) {
      options.get(open[0])?.push(word);
      open = undefined;
    } else if (isOver || !word.startsWith('-') || word === '-') words.push(word);
    else if (word === '--') isOver = true;
    else open = take(spec, word, options);
  }
  const typed = { spec, words, options };
  if (open !== undefined) return inValue(open[1], '', text, typed);
  const [, written = '', value] = /^(--?[^=]+)=(.*)$/s.exec(text) ?? [];
  const option = isOver || value === undefined ? undefined : findOption(spec, written);
  if (option !== undefined && value !== undefined) return inValue(option[1], `${written}=`, value, typed);
  return !isOver && text.startsWith('-') ? { type: 'option', text, typed } : { type: 'word', text, typed };
}

function inValue({ value = '', choices = [] }: OptionSpec, before: string, text: string, typed: Typed): Cursor {
  return { type: 'value', text, before, typed, kind: value, choices };
}

/** Notes an option that was typed; gives it back when its value is still to come. */
function take(
  spec: CommandSpec,
  word: string,
  options: Map<string, string[]>,
): readonly [string, OptionSpec] | undefined {
  const [written = '', ...value] = word.split('=');
  const found = findOption(spec, written);
  if (found === undefined) return undefined;
  const [name, { value: isWanted }] = found;
  options.set(name, [...(options.get(name) ?? []), ...(value.length > 0 ? [value.join('=')] : [])]);
  return isWanted !== undefined && value.length === 0 ? found : undefined;
}

function findOption(spec: CommandSpec, written: string): readonly [string, OptionSpec] | undefined {
  return Object.entries(spec.options).find(([name, { short }]) => written === `--${name}` || written === `-${short}`);
}
