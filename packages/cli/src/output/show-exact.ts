import { invisible } from '@checklist/engine';

/**
 * The lines of a text that somebody agrees to: every one of them, also those that are blank, and what could not be seen is
 * written out.
 */
export function exactLines(text: string): string[] {
  return text.split('\n').map((line) => line.replaceAll(invisible, name));
}

function name(character: string): string {
  if (character === '\t') return '→ ';
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
