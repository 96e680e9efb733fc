import type { ChecklistGraph, GraphStep } from './checklist-graph.ts';
import { markTitle } from './mark-title.ts';
import { type Box, placeGraph } from './place-graph.ts';
import { statusColours } from './status-colours.ts';

/** Sizes in pixels. */
const character = 7;
const lineHeight = 17;
const padding = 10;
/** Characters of a line. */
const most = 30;

/** The graph as one SVG that needs nothing else; on a dark ground it keeps its own light one. */
export function svg(graph: ChecklistGraph): string {
  const { width, height, boxOf, lines } = placeGraph(
    graph,
    new Map(graph.steps.map((step) => [step.id, sizeOf(step)])),
    lineHeight,
  );
  const groups = graph.groups.map((group) => {
    const { fill, line } = statusColours[group.status ?? 'pending'];
    const at = boxOf(group.id);
    const look = 'text-anchor="start" font-weight="600" paint-order="stroke" stroke="#ffffff" stroke-width="3"';
    const title = text(at.x - at.width / 2 + padding, at.y - at.height / 2 + lineHeight, markTitle(group), look);
    return `${rectangle(at, `fill="${fill}" fill-opacity="0.35" stroke="${line}" rx="6"`)}${title}`;
  });
  const arrows = lines.map((points) => {
    const places = points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
    return `<polyline points="${places}" fill="none" stroke="#57606a" marker-end="url(#tip)"/>`;
  });
  const size = `viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escapeText(graph.title)}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#57606a"/></marker></defs>',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...groups,
    ...arrows,
    ...graph.steps.map((step) => drawStep(step, boxOf(step.id))),
    '</svg>',
    '',
  ].join('\n');
}

function sizeOf(step: GraphStep) {
  if (step.kind === 'junction') return { width: 8, height: 8 };
  const lines = linesOf(step);
  const longest = Math.max(...lines.map(({ length }) => length));
  return { width: longest * character + 2 * padding, height: lines.length * lineHeight + 2 * padding };
}

function drawStep(step: GraphStep, at: Box): string {
  if (step.kind === 'junction') return `<circle cx="${round(at.x)}" cy="${round(at.y)}" r="4" fill="#57606a"/>`;
  const { fill, line } = statusColours[step.status ?? 'pending'];
  const look = { step: 'rx="3"', asks: `rx="${round(at.height / 2)}"`, irreversible: 'rx="3" stroke-width="2.5"' };
  const lines = linesOf(step);
  const top = at.y - ((lines.length - 1) * lineHeight) / 2 + 4;
  const labels = lines.map((label, place) => text(at.x, top + place * lineHeight, label));
  const frame = rectangle(at, `fill="${fill}" stroke="${line}" ${look[step.kind]}`);
  return `<g><title>${escapeText(step.id)}</title>${frame}${labels.join('')}</g>`;
}

/** A title in lines that are not too wide. */
function linesOf(step: GraphStep): string[] {
  const lines = [''];
  for (const word of markTitle(step).split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function rectangle({ x, y, width, height }: Box, look: string): string {
  const place = `x="${round(x - width / 2)}" y="${round(y - height / 2)}"`;
  return `<rect ${place} width="${round(width)}" height="${round(height)}" ${look}/>`;
}

function text(x: number, y: number, label: string, look = 'text-anchor="middle"'): string {
  const place = `x="${round(x)}" y="${round(y)}"`;
  return `<text ${place} fill="#1f2328" ${look}>${escapeText(label)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeText(label: string): string {
  return label.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
