import { stripVTControlCharacters } from 'node:util';
import { invisible } from '@checklist/engine';

/** Text of somebody else (a program's output, an answer, a title) as it may be shown: it cannot act on the terminal. */
export function showText(text: string): string {
  const lines = stripVTControlCharacters(text).replaceAll(/\r\n?/g, '\n').replaceAll('\t', '  ').split('\n');
  return lines.map((line) => line.replaceAll(invisible, '')).join('\n');
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
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
}
