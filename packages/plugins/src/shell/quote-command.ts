import { invisible } from '@checklist/engine/plugin';

const plain = /^[\p{L}\p{N}_@%+=:,./^-]+$/u;
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** Writes an argument vector on one line, so that people can read it and paste it into a shell. */
export function quoteCommand(command: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quoteArgument(value)}`);
  return [...variables, ...command.map(quoteArgument)].join(' ');
}

/** Writes a text for people, indented under the line that says what it is for. */
export function quoteText(text: string): string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map(
    (line) => `  ${line.replaceAll(invisible, (character) => (character === '\t' ? '\t' : escapeControl(character)))}`,
  );
}

function quoteArgument(argument: string): string {
  if (argument.search(invisible) !== -1) return `$'${escapeAll(argument)}'`;
  return plain.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** A control character could redraw the screen of whoever reads the plan, and one without a width could deceive them. */
function escapeAll(argument: string): string {
  return argument.replaceAll(/['\\]/g, (character) => `\\${character}`).replaceAll(invisible, escapeControl);
}

function escapeControl(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return named[character] ?? `\\U${code.toString(16).padStart(8, '0')}`;
}
