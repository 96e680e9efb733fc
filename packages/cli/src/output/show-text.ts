import { stripVTControlCharacters } from 'node:util';

/** Controls that act on a terminal, and marks that hide or reorder text; line feeds stay. */
const unsafe = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text of somebody else (a program's output, an answer, a title) as it may be shown: it cannot act on the terminal. */
export function showText(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\r\n?/g, '\n').replaceAll('\t', '  ').replaceAll(unsafe, '');
}

/** The same, on one line. */
export function showLine(text: string): string {
  return showText(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

/** The lines of a text, without empty ones at both ends. */
export function showLines(text: string): string[] {
  const lines = showText(text)
    .split('\n')
    .map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines;
}

/** JSON on one line; what JSON leaves alone but a terminal acts upon is escaped, and means the same. */
export function showJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
