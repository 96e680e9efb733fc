import type { ChecklistChanged } from '../model/event.ts';
import type { Graph, ItemState, Node } from '../model/run-state.ts';
import { Table } from '../model/table.ts';
import { createItemState, type Draft, isBusy, isTouched, openRound } from './draft.ts';
import { expand } from './expand.ts';
import { type Before, findRenamed } from './find-renamed.ts';
import { reflow } from './flow.ts';
import { hasMoreToDo, isGroup, isUnderWay, nodeOf } from './gates.ts';
import { withInside } from './reach.ts';
import { reviseCondition } from './revise-condition.ts';
import { askAboutRenamed, reviseStep } from './revise-step.ts';

/**
 * Takes an edited checklist into a run. What has not begun takes the new text, what is under way goes on, what was done and does
 * something else now is asked about, and what is gone stays on record.
 */
export function applyChecklistChanged(draft: Draft, event: ChecklistChanged): void {
  const before: Before = { graph: draft.graph, items: draft.items };
  draft.checklist = event.checklist;
  draft.inputs = { ...draft.inputs, ...event.inputs };
  const graph = expand(event.checklist, draft.profile);
  const renamed = findRenamed(before, graph);
  const known = new Map(graph.nodes.flatMap((node) => findKnown(before, node, renamed)));
  const removed = findRemoved(before, new Set(known.values()), graph);
  draft.confirmedUpFront = draft.confirmedUpFront.filter((said) => isSameStep(said, before.graph, graph));
  draft.graph = withRemoved(graph, removed);
  draft.items = Table.from([
    ...graph.nodes.map((node) => stateOf(before, known.get(node.index), node) ?? createItemState(node)),
    ...removed.map(([old, node]) => putAway(takeOver(before, old, node))),
  ]);
  draft.busy = [...draft.items].filter(isBusy).length;
  for (const [index, old] of known) {
    if (renamed.has(index)) askAboutRenamed(draft, index, old);
    else if (!isGroup(old)) reviseStep(draft, index, old);
    reviseCondition(draft, index, old);
  }
  reflow(draft);
  reopenFinals(draft);
}

/** What was confirmed when the run started was confirmed of the text that the step had then. */
function isSameStep(said: string, before: Graph, after: Graph): boolean {
  const [id = ''] = said.split('=');
  const digestsIn = ({ nodes }: Graph) =>
    nodes.flatMap((node) => (node.id === id || node.item.id === id ? [digestOf(node)] : []));
  return digestsIn(before).join() === digestsIn(after).join();
}

function digestOf({ item }: Node): string {
  return item.kind === 'step' ? item.digest : '';
}

/** The node that this one was before the edit: the same id and the same sort of item. */
function findKnown({ graph }: Before, node: Node, renamed: ReadonlyMap<number, Node>): [number, Node][] {
  const old = renamed.get(node.index) ?? graph.nodes[graph.indexOf.get(node.id) ?? -1];
  return old === undefined || isGroup(old) !== isGroup(node) ? [] : [[node.index, old]];
}

function stateOf(before: Before, old: Node | undefined, node: Node): ItemState | undefined {
  return old === undefined ? undefined : takeOver(before, old, node);
}

function takeOver({ items }: Before, old: Node, { id }: Node): ItemState {
  const item = items.get(old.index);
  return old.id === id ? item : { ...item, formerIds: [...(item.formerIds ?? []), old.id] };
}

/** Of what is gone only the record stays: nobody asks, waits or tries again. */
function putAway(item: ItemState): ItemState {
  const { ask, answers, pending, retryAt, ...record } = item;
  return { ...record, gate: 'blocked' };
}

/** Steps that are gone and to which something happened, with what they are called now. */
function findRemoved({ graph, items }: Before, kept: ReadonlySet<Node>, after: Graph): [Node, Node][] {
  const gone = graph.nodes.filter((node) => {
    const item = items.get(node.index);
    return !isGroup(node) && !kept.has(node) && (isTouched(item) || item.earlier.length > 0);
  });
  return gone.map((old) => [old, after.indexOf.has(old.id) ? { ...old, id: `${old.id} (before)` } : old]);
}

/** What is gone stands behind all the rest, without a place in the order. */
function withRemoved(graph: Graph, removed: readonly (readonly [Node, Node])[]): Graph {
  const apart = { parent: -1, depth: 0, needs: [], dependents: [], children: [], finals: [], isFinal: false } as const;
  const nodes = [
    ...graph.nodes,
    ...removed.map(([, node], at): Node => ({ ...node, ...apart, index: graph.nodes.length + at, isRemoved: true })),
  ];
  return { nodes, indexOf: new Map(nodes.map(({ id, index }) => [id, index])), roots: graph.roots };
}

/** `finally` steps that have run must run again when the edit gave their group more to do. */
function reopenFinals(draft: Draft): void {
  const groups = draft.graph.nodes.filter((group) => {
    const { isFinishing } = draft.items.get(group.index);
    return group.finals.length > 0 && !isFinishing && hasMoreToDo(draft, group);
  });
  let isReopened = false;
  for (const inside of withInside(
    draft.graph,
    groups.flatMap(({ finals }) => finals),
  )) {
    const item = draft.items.get(inside);
    if (!isTouched(item) || isUnderWay(nodeOf(draft, inside), item)) continue;
    openRound(draft, inside);
    isReopened = true;
  }
  if (isReopened) reflow(draft);
}
