import type { Result } from '@checklist/engine';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Trouble } from '../trouble.ts';

/** An option of a command; with a `value` it takes one. */
export interface OptionSpec {
  readonly summary: string;
  /** What stands for the value in the help: `name=value`. */
  readonly value?: string;
  /** One letter that stands for the name: `o` for `-o`. */
  readonly short?: string;
  readonly isRepeatable?: boolean;
  readonly choices?: readonly string[];
}

/** One call of a command: what was typed, and where. */
export interface Invocation {
  /** Arguments that are no options. */
  readonly words: readonly string[];
  /** The values of options that were given; none for a switch. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly terminal: Terminal;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What a command does; the trouble is printed and becomes the exit code by whoever called. */
export type CommandFunction = (call: Invocation) => Promise<Result<ExitCode, Trouble>>;

/** What commands are for, in the order in which the help shows them. */
export const commandGroups = ['run', 'decide', 'look', 'write', 'shell'] as const;

/** A row of the command table. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly group: (typeof commandGroups)[number];
  /** One of the few that the help explains at once. */
  readonly isCommon?: boolean;
  /** As the help shows them: `<step>` must be given, `[run]` may be left out, `[name=value...]` may be many. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly examples: readonly string[];
  /** Called by the program itself; not shown in the help. */
  readonly isInternal?: boolean;
  load(): Promise<CommandFunction>;
}

/** The last value of an option; nothing when it was not given. */
export function optionValue(call: Pick<Invocation, 'options'>, name: string): string | undefined {
  return call.options.get(name)?.at(-1);
}

/** All values of an option that can be repeated. */
export function optionValues(call: Pick<Invocation, 'options'>, name: string): readonly string[] {
  return call.options.get(name) ?? [];
}

/** Tells whether a switch was given. */
export function isSet(call: Pick<Invocation, 'options'>, name: string): boolean {
  return call.options.has(name);
}
