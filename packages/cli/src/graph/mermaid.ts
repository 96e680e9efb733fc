import type { ChecklistGraph, GraphGroup, GraphStep } from './checklist-graph.ts';
import { markTitle } from './mark-title.ts';
import { statusColours } from './status-colours.ts';

const shapes: Readonly<Record<GraphStep['kind'], readonly [string, string]>> = {
  step: ['["', '"]'],
  asks: ['(["', '"])'],
  irreversible: ['{{"', '"}}'],
  junction: ['((', '))'],
};

/** The graph as a Mermaid flowchart: https://mermaid.js.org/syntax/flowchart.html */
export function mermaid({ groups, steps, edges }: ChecklistGraph): string {
  const names = new Map([...groups, ...steps].map(({ id }, place) => [id, nameOf(id, place)]));
  const name = (id: string) => names.get(id) ?? id;
  const stepLine = (step: GraphStep) => {
    const [open, close] = shapes[step.kind];
    return `${name(step.id)}${open}${step.kind === 'junction' ? ' ' : escapeText(markTitle(step))}${close}`;
  };
  const linesIn = (group: string | undefined): string[] => [
    ...steps.filter((step) => step.group === group).map(stepLine),
    ...groups.filter((one) => one.group === group).flatMap(groupLines),
  ];
  const groupLines = (group: GraphGroup): string[] => [
    `subgraph ${name(group.id)}["${escapeText(markTitle(group))}"]`,
    ...linesIn(group.id).map((line) => `  ${line}`),
    'end',
  ];
  const drawn = [...groups, ...steps];
  const statuses = [...new Set(drawn.flatMap(({ status }) => status ?? []))];
  const lines = [
    ...linesIn(undefined),
    ...edges.map(([from, to]) => `${name(from)} --> ${name(to)}`),
    ...statuses.flatMap((status) => {
      const { fill, line } = statusColours[status];
      const members = drawn.filter((one) => one.status === status).map(({ id }) => name(id));
      return [`classDef ${status} fill:${fill},stroke:${line},color:#1f2328`, `class ${members.join(',')} ${status}`];
    }),
  ];
  return ['flowchart TD', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

/** Words that mean something to Mermaid, or characters that do, make a name that cannot be read. */
function nameOf(id: string, place: number): string {
  return /^(?!(?:end|default|graph|flowchart|subgraph|class|style|click|call|href)$)[a-z][a-z0-9_]*$/.test(id)
    ? id
    : `n${place}`;
}

function escapeText(text: string): string {
  return text.replaceAll(/["#<>&`\\]/g, (character) => `#${character.charCodeAt(0)};`);
}
