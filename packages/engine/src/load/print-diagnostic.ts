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
  const cells = cellsAround(line, from);
  const head = (cells[0]?.start ?? 0) > 0 ? '...' : '';
  const tail = (cells.at(-1)?.end ?? 0) < line.length ? '...' : '';
  const before = cells.filter(({ end }) => end <= from);
  const marked = cells.filter(({ start, end }) => end > from && start < to);
  const number = String(place.line);
  return [
    `  ${number} | ${head}${cells.map(({ text }) => text).join('')}${tail}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(head.length + widthOf(before))}${'^'.repeat(Math.max(1, widthOf(marked)))}`,
  ];
}

/** The whole line when it fits, else the part around an offset. */
function cellsAround(line: string, offset: number): readonly Cell[] {
  // A line can be as long as the file: only what can be shown is looked at.
  const cells = cellsOf(line, Math.max(0, offset - frameWidth), offset + 2 * frameWidth);
  if (line.length <= frameWidth && widthOf(cells) <= frameWidth) return cells;
  const at = cells.findIndex(({ end }) => end > offset);
  const middle = at === -1 ? cells.length : at;
  let start = middle;
  for (let room = widthBefore; start > 0 && room >= (cells[start - 1]?.width ?? 0); start--) {
    room -= cells[start - 1]?.width ?? 0;
  }
  let end = start;
  for (let room = frameWidth; end < cells.length && room >= (cells[end]?.width ?? 0); end++) {
    room -= cells[end]?.width ?? 0;
  }
  return cells.slice(start, end);
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
