import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { type Cell, cellsOf, visibleText } from './visible-text.ts';

/** How much of a long line is shown, in columns. */
const frameWidth = 100;

/** What is shown of the line before the place. */
const widthBefore = 40;

/** A diagnostic as people read it: message, place, the line with the place marked, hint. Plain text, without colour. */
export function printDiagnostic(
  { code, message, place, hint }: Diagnostic,
  readSource: (file: string) => string | undefined,
): string {
  const source = readSource(place.file);
  const file = visibleText(place.file);
  const lines = [
    `error[${code}]: ${visibleText(message)}`,
    source === undefined ? `  ${file}` : `  ${file}:${place.line}:${place.column}`,
    ...(source === undefined ? [] : frame(source, place)),
    ...(hint === undefined ? [] : [`  hint: ${visibleText(hint)}`]),
  ];
  return lines.join('\n');
}

function frame(source: string, place: Place): readonly string[] {
  const line = lineOf(source, place.line).trimEnd();
  if (line === '') return [];
  const from = place.column - 1;
  const to = place.endLine > place.line ? line.length : place.endColumn - 1;
  const { text, before, marked } = cut(line, from, Math.min(Math.max(to, from + 1), Math.max(line.length, from + 1)));
  const number = String(place.line);
  return [
    `  ${number} | ${text}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(before)}${'^'.repeat(marked)}`,
  ];
}

/** The part of a line around a place, and how many columns stand before it and in it. */
function cut(line: string, from: number, to: number) {
  // A line can be as long as the file: only what can be shown is looked at.
  const start = Math.max(0, from - 2 * frameWidth);
  const cells = cellsOf(line.slice(start, from + 2 * frameWidth));
  const isBefore = ({ offset, text }: Cell) => start + offset + Math.min(1, text.length) <= from;
  const before = takeBack(cells.filter(isBefore), start > 0 || from > widthBefore ? roomBefore(line) : frameWidth);
  const rest = take(cells.filter((cell) => !isBefore(cell)), frameWidth - widthOf(before));
  const head = start + (before[0]?.offset ?? rest[0]?.offset ?? 0) > 0 ? '...' : '';
  const last = rest.at(-1) ?? before.at(-1);
  const tail = last !== undefined && start + last.offset + last.text.length < line.length && rest.length > 0 ? '...' : '';
  const inside = rest.filter(({ offset }) => start + offset < to);
  const text = head + [...before, ...rest].map((cell) => cell.text).join('') + tail;
  return { text, before: head.length + widthOf(before), marked: Math.max(1, widthOf(inside)) };
}

/** A line that fits is shown from its beginning, wherever the place is. */
function roomBefore(line: string): number {
  return line.length <= frameWidth ? frameWidth : widthBefore;
}

function take(cells: readonly Cell[], room: number): readonly Cell[] {
  let width = 0;
  const end = cells.findIndex((cell) => (width += cell.width) > room);
  return end === -1 ? cells : cells.slice(0, end);
}

function takeBack(cells: readonly Cell[], room: number): readonly Cell[] {
  return take(cells.toReversed(), room).toReversed();
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((width, cell) => width + cell.width, 0);
}

function lineOf(text: string, number: number): string {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = 1; line < number; line++) {
    const end = text.indexOf('\n', start);
    if (end === -1) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end);
}
