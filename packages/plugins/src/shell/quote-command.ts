const plain = /^[\p{L}\p{N}_@%+=:,./^-]+$/u;
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** Writes an argument vector on one line, so that people can read it and paste it into a shell. */
export function quoteCommand(command: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quoteArgument(value)}`);
  return [...variables, ...command.map(quoteArgument)].join(' ');
}

/** Writes a text for people, indented under the line that says what it is for. */
export function quoteText(text: string): string[] {
  const lines = text.replace(/[\r\n]+$/, '').split(/\r?\n/);
  return lines.map(
    (line) => `  ${Array.from(line, (character) => (character === '\t' ? '\t' : escapeControl(character))).join('')}`,
  );
}

function quoteArgument(argument: string): string {
  if (plain.test(argument)) return argument;
  if (!unprintable.test(argument)) return `'${argument.replaceAll("'", "'\\''")}'`;
  // A control character could redraw the screen of whoever reads the plan.
  return `$'${Array.from(argument, escapeCharacter).join('')}'`;
}

function escapeCharacter(character: string): string {
  return character === "'" || character === '\\' ? `\\${character}` : escapeControl(character);
}

function escapeControl(character: string): string {
  if (!unprintable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return named[character] ?? `\\U${code.toString(16).padStart(8, '0')}`;
}
