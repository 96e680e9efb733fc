import type { IBufferCell, Terminal } from '@xterm/headless';

const cell = { width: 8.43, height: 18 };
const margin = 14;
const bar = 30;
const seconds = 3;
const background = '#16181d';
const foreground = '#d8dbe2';
/** The first sixteen colours of a terminal. */
const palette = [
  ...['#3b4048', '#ef6b73', '#8ccf7e', '#e5c76b', '#67b0e8', '#c47fd5', '#6cd1d6', '#d8dbe2'],
  ...['#6b727e', '#f48a91', '#a5dc99', '#edd78f', '#8cc4f0', '#d49ae2', '#8fe0e4', '#ffffff'],
];

/** The window of a terminal as SVG: one text for each run of cells that look the same. */
export function drawFrame(terminal: Terminal): string {
  return Array.from({ length: terminal.rows }, (_, row) => drawLine(terminal, row)).join('');
}

/** Frames that follow each other for ever, in a window; the last one is all that is seen where nothing may move. */
export function drawFrames(frames: readonly string[], columns: number, rows: number): string {
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = rows * cell.height + bar + margin;
  const share = 100 / frames.length;
  const dots = ['#ef6b73', '#e5c76b', '#8ccf7e'].map(
    (fill, at) => `<circle cx="${20 + at * 18}" cy="16" r="5.5" fill="${fill}"/>`,
  );
  const groups = frames.map((frame, at) => `<g class="f" style="animation-delay:${at * seconds}s">${frame}</g>\n`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A run of a release on a terminal">
<style>
text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre; fill: ${foreground}; }
.f { visibility: hidden; animation: show ${frames.length * seconds}s step-end infinite; }
@keyframes show { 0% { visibility: visible } ${share.toFixed(3)}% { visibility: hidden } }
@media (prefers-reduced-motion: reduce) { .f { animation: none } .f:last-of-type { visibility: visible } }
</style>
<rect width="${width}" height="${height}" rx="8" fill="${background}"/>
${dots.join('')}
<g transform="translate(${margin} ${bar})">
${groups.join('')}</g>
</svg>
`;
}

interface Span {
  readonly style: string;
  readonly from: number;
  text: string;
  cells: number;
}

function drawLine(terminal: Terminal, row: number): string {
  const line = terminal.buffer.active.getLine(row);
  const spans: Span[] = [];
  for (let column = 0; column < terminal.cols; column += 1) {
    const at = line?.getCell(column);
    if (at === undefined || at.getWidth() === 0) continue;
    const style = styleOf(at);
    const last = spans.at(-1);
    const text = at.getChars() || ' ';
    if (last?.style === style) {
      last.text += text;
      last.cells += at.getWidth();
    } else spans.push({ style, from: column, text, cells: at.getWidth() });
  }
  return spans.map((span) => drawSpan(span, row)).join('');
}

function drawSpan({ style, from, text, cells }: Span, row: number): string {
  const [fill = '', fillBehind = '', weight = ''] = style.split(' ');
  const left = number(from * cell.width);
  const width = number(cells * cell.width);
  const behind =
    fillBehind === '-'
      ? ''
      : `<rect x="${left}" y="${row * cell.height}" width="${width}" height="${cell.height}" fill="${fillBehind}"/>`;
  if (text.trim() === '') return behind;
  const colour = fill === foreground ? '' : ` fill="${fill}" style="fill:${fill}"`;
  const bold = weight === 'bold' ? ' font-weight="700" ' : '';
  const length = ` textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
  return `${behind}<text x="${left}" y="${row * cell.height + 13.5}"${colour}${bold}${length}>${escaped(text)}</text>`;
}

/** Colour, colour behind (or "-") and weight; cells of one style are drawn as one text. */
function styleOf(at: IBufferCell): string {
  const fill = at.isFgDefault() ? foreground : colourOf(at.getFgColor());
  const fillBehind = at.isBgDefault() ? '-' : colourOf(at.getBgColor());
  const [front, behind] = at.isInverse() ? [fillBehind === '-' ? background : fillBehind, fill] : [fill, fillBehind];
  return `${at.isDim() ? palette[8] : front} ${behind} ${at.isBold() ? 'bold' : 'plain'}`;
}

function colourOf(index: number): string {
  return palette[index] ?? foreground;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
