import type { ChecklistGraph, GraphGroup, GraphStep } from './checklist-graph.ts';
import { markTitle } from './mark-title.ts';
import { statusColours } from './status-colours.ts';

const shapes: Readonly<Record<GraphStep['kind'], string>> = {
  step: 'shape=box',
  asks: 'shape=box, style="rounded,filled"',
  irreversible: 'shape=hexagon',
  junction: 'shape=point',
};

/** The graph in the language of Graphviz: https://graphviz.org/doc/info/lang.html */
export function dot({ title, groups, steps, edges }: ChecklistGraph): string {
  const stepLine = (step: GraphStep) => {
    const { fill, line } = statusColours[step.status ?? 'pending'];
    const label = step.kind === 'junction' ? '' : markTitle(step);
    return `${quote(step.id)} [label=${quote(label)}, ${shapes[step.kind]}, fillcolor="${fill}", color="${line}"];`;
  };
  const linesIn = (group: string | undefined): string[] => [
    ...steps.filter((step) => step.group === group).map(stepLine),
    ...groups.filter((one) => one.group === group).flatMap(groupLines),
  ];
  const groupLines = (group: GraphGroup): string[] => [
    `subgraph ${quote(`cluster_${group.id}`)} {`,
    `  label=${quote(markTitle(group))};`,
    ...linesIn(group.id).map((line) => `  ${line}`),
    '}',
  ];
  const lines = [
    'rankdir=TB;',
    'node [style=filled, fontname="sans-serif", fontsize=11];',
    'graph [fontname="sans-serif", fontsize=12];',
    ...linesIn(undefined),
    ...edges.map(([from, to]) => `${quote(from)} -> ${quote(to)};`),
  ];
  return [`digraph ${quote(title)} {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
