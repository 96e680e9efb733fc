import type { GitTrouble } from './git-process.ts';

/** Every line that git printed, taken apart; nothing when one is not as it should be, or when the last one was cut off. */
export function readRows(text: string, pattern: RegExp): RegExpExecArray[] | undefined {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0) return undefined;
  const rows = lines.map((line) => pattern.exec(line));
  return rows.every((row) => row !== null) ? rows : undefined;
}

/** Git said that all went well, and printed something else. */
export function unreadable(name: string, expected: string): GitTrouble {
  return { type: 'command', message: `${name} printed what cannot be read, expected ${expected}` };
}
