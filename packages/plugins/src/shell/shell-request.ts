import type { KnownOptions, SpawnRequest } from '@checklist/engine/plugin';
import { quoteCommand, quoteText } from './quote-command.ts';
import type { ShellOptions } from './shell-options.ts';

const bash = ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-c'] as const;

/** The program that a `shell` step runs; `undefined` when its options name none. */
export function shellRequest(options: KnownOptions<ShellOptions>): SpawnRequest | undefined {
  const command = commandOf(options);
  if (command === undefined) return undefined;
  return {
    command,
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...(options.env !== undefined && { env: envOf(options) }),
    ...(options.terminal === true && { terminal: true }),
  };
}

/** The same for people: a script is laid out line by line. */
export function describeShell(options: ShellOptions): string[] {
  const where = options.cwd === undefined ? [] : [quoteCommand(['cd', options.cwd])];
  const env = envOf(options);
  if (options.script === undefined) return [...where, quoteCommand((options.command ?? []).map(String), env)];
  return [...where, quoteCommand(bash, env), ...quoteText(options.script)];
}

function commandOf({ command, script }: KnownOptions<ShellOptions>): SpawnRequest['command'] | undefined {
  if (script !== undefined) return [...bash, script];
  const [program, ...args] = (command ?? []).map(String);
  return program === undefined ? undefined : [program, ...args];
}

function envOf({ env = {} }: KnownOptions<ShellOptions>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}
