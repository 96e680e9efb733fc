import type { Node, RunState } from '@checklist/engine';
import { placeOf, places } from '../../view/place-of-step.ts';
import type { RunIndex } from '../../view/run-index.ts';
import type { Position } from './plan-sections.ts';

/** The step that somebody chose, and whether it was over then. */
export interface Choice {
  readonly node: number;
  readonly wasOver: boolean;
}

/** Where a choice stands now. One that was ended meanwhile makes room for what needs somebody next. */
export function locate(state: RunState, index: RunIndex, choice: Choice | undefined): Position | undefined {
  const kept = choice === undefined ? undefined : positionOf(state, index, choice.node);
  if (kept !== undefined && (choice?.wasOver === true || kept.place !== 'finished')) return kept;
  const place = (['failed', 'waiting', 'running', 'finished', 'later'] as const).find(
    (one) => index.at(one).length > 0,
  );
  if (place === undefined) return undefined;
  return { place, offset: place === 'finished' ? index.at(place).length - 1 : 0 };
}

/** The choice after a move of so many rows; it stops at both ends. */
export function moveBy(index: RunIndex, from: Position, rows: number): Choice | undefined {
  const before = places.slice(0, places.indexOf(from.place)).reduce((sum, place) => sum + index.at(place).length, 0);
  const all = places.reduce((sum, place) => sum + index.at(place).length, 0);
  let offset = Math.max(0, Math.min(all - 1, before + from.offset + rows));
  for (const place of places) {
    const nodes = index.at(place);
    const node = nodes[offset];
    if (node !== undefined) return { node, wasOver: place === 'finished' };
    offset -= nodes.length;
  }
  return undefined;
}

/** The next step that needs somebody, around the end. */
export function nextUrgent(index: RunIndex, from: Position, step: 1 | -1): Choice | undefined {
  const [failed, waiting] = [index.at('failed'), index.at('waiting')];
  const all = failed.length + waiting.length;
  if (all === 0) return undefined;
  const isUrgent = from.place === 'failed' || from.place === 'waiting';
  const here = from.place === 'failed' ? from.offset : failed.length + from.offset;
  const next = isUrgent ? (here + step + all) % all : 0;
  const node = failed[next] ?? waiting[next - failed.length];
  return node === undefined ? undefined : { node, wasOver: false };
}

/** The next step after `from` whose title or id has the text in it, around the end. */
export function findStep(state: RunState, index: RunIndex, from: Position, text: string): Choice | undefined {
  const wanted = text.toLowerCase();
  const rows = places.flatMap((place) => index.at(place).map((node) => ({ node, wasOver: place === 'finished' })));
  const first = places.slice(0, places.indexOf(from.place)).reduce((sum, place) => sum + index.at(place).length, 0);
  const start = first + from.offset;
  const turned = [...rows.slice(start), ...rows.slice(0, start)];
  return turned.find(({ node }) => {
    const { id = '', item } = state.graph.nodes[node] ?? {};
    return `${item?.title ?? ''} ${id}`.toLowerCase().includes(wanted);
  });
}

/** The node at a position. */
export function nodeAt(state: RunState, index: RunIndex, position: Position | undefined): Node | undefined {
  return position === undefined ? undefined : state.graph.nodes[index.at(position.place)[position.offset] ?? -1];
}

function positionOf(state: RunState, index: RunIndex, node: number): Position | undefined {
  if (state.graph.nodes[node] === undefined) return undefined;
  const place = placeOf(state.items.get(node));
  const offset = index.offsetOf(place, node);
  return offset === -1 ? undefined : { place, offset };
}
