import type { ItemState, Node } from '../model/run-state.ts';
import { blocks, letsThrough, type Status } from '../model/status.ts';
import { Table } from '../model/table.ts';
import { change, createItemState, type Draft, isTouched } from './draft.ts';

/*
 * The gates of a run. Every item is shut until its needs are met, then open, then closed:
 *
 *   shut --(needs met, group begun)--> open --(settled)--> closed
 *     \--(a need did not pass)---------------------------> closed, still pending: blocked
 *
 * Opening and closing spread along the edges by a worklist and not by recursion, because a chain may have 10,000 items.
 */
type Move = { readonly type: 'open' | 'pass' | 'block'; readonly index: number };

/** Opens the roots of a run, or works all gates out anew after a decision that reaches back (a retry, a new round, an edit). */
export function reflow(draft: Draft): void {
  draft.items = Table.from(draft.graph.nodes.map((node) => shut(node, draft.items.get(node.index))));
  draft.busy = 0;
  draft.frontier = [];
  spread(draft, draft.graph.roots.filter((index) => draft.items.get(index).unmet === 0).map(toMove('open')));
}

/** Closes an item that has just been settled and opens what waited for it. */
export function settle(draft: Draft, index: number): void {
  spread(draft, [{ type: letsThrough(draft.items.get(index).status) ? 'pass' : 'block', index }]);
}

/** Lets a group begin whose `when` holds. */
export function begin(draft: Draft, index: number): void {
  spread(draft, beginGroup(draft, index));
}

/** Tells whether a node holds others: a group, or the instances of a matrix. */
export function isGroup(node: Node): boolean {
  return node.isMatrix || node.item.kind === 'group';
}

function shut(node: Node, item: ItemState): ItemState {
  const { unmet, openChildren, gate, isFinishing } = createItemState(node);
  return { ...item, unmet, openChildren, gate, isFinishing, status: isGroup(node) ? regroup(item) : item.status };
}

function spread(draft: Draft, moves: Move[]): void {
  const opened: number[] = [];
  const closed = new Set<number>();
  const work = moves.toReversed();
  for (let move = work.pop(); move !== undefined; move = work.pop()) {
    const next =
      move.type === 'open' ? open(draft, move.index, opened) : close(draft, move.index, move.type === 'pass', closed);
    for (let i = next.length - 1; i >= 0; i--) work.push(next[i] as Move);
  }
  draft.frontier = moveFrontier(draft.frontier, opened, closed);
}

/** The frontier may be long, so it is copied as seldom as can be, and looked through by its own means. */
function moveFrontier(
  before: readonly number[],
  opened: readonly number[],
  closed: ReadonlySet<number>,
): readonly number[] {
  let frontier = opened.length === 0 ? before : before.concat(opened);
  if (closed.size > 8) return frontier.filter((index) => !closed.has(index));
  for (const index of closed) {
    const at = frontier.indexOf(index);
    if (at !== -1) frontier = frontier.toSpliced(at, 1);
  }
  return frontier;
}

function open(draft: Draft, index: number, opened: number[]): Move[] {
  const node = nodeOf(draft, index);
  if (draft.items.get(index).gate !== 'shut') return [];
  if (node.isLeftOut) leaveOut(draft, index, `profile ${draft.profile ?? ''}`.trim());
  if (draft.isCancelled) cancel(draft, node);
  const item = change(draft, index, { gate: 'open' });
  opened.push(index);
  if (letsThrough(item.status)) return [{ type: 'pass', index }];
  if (blocks(item.status)) return [{ type: 'block', index }];
  const isDecided = node.isMatrix || node.item.when === undefined || item.condition === true;
  return isGroup(node) && isDecided ? beginGroup(draft, index) : [];
}

function beginGroup(draft: Draft, index: number): Move[] {
  const node = nodeOf(draft, index);
  if (node.children.length === 0) {
    const message = `"${node.id}" has no instances, expected at least one value in its matrix`;
    change(draft, index, { status: 'inconclusive', failure: { reason: 'options', message } });
    return [{ type: 'block', index }];
  }
  change(draft, index, { status: 'running' });
  return openInside(draft, index, node.children);
}

function openInside(draft: Draft, index: number, inside: readonly number[]): Move[] {
  const shut = inside.filter((child) => draft.items.get(child).gate === 'shut');
  change(draft, index, { openChildren: shut.length });
  if (shut.length === 0) return completeGroup(draft, nodeOf(draft, index));
  return shut.flatMap((child): Move[] => {
    if (isBlocked(draft, nodeOf(draft, child))) return [{ type: 'block', index: child }];
    return draft.items.get(child).unmet === 0 ? [{ type: 'open', index: child }] : [];
  });
}

function isBlocked(draft: Draft, node: Node): boolean {
  return node.needs.some((index) => {
    const { gate, status } = draft.items.get(index);
    return gate === 'closed' && !isMet(nodeOf(draft, index), node, letsThrough(status));
  });
}

function close(draft: Draft, index: number, isPassed: boolean, closed: Set<number>): Move[] {
  const before = draft.items.get(index);
  if (before.gate === 'closed') return [];
  const node = nodeOf(draft, index);
  change(draft, index, { gate: 'closed' });
  closed.add(index);
  const inside = before.status === 'running' ? [] : closeInside(draft, node, isPassed);
  const after = node.dependents.flatMap((dependent) => meetNeed(draft, node, dependent, isPassed));
  return [...inside, ...after, ...closeChild(draft, node)];
}

/** A group that is left out or blocked before it began takes with it all that it holds. */
function closeInside(draft: Draft, node: Node, isPassed: boolean): Move[] {
  const children = [...node.children, ...node.finals].filter((child) => draft.items.get(child).gate !== 'closed');
  if (isPassed) for (const child of children) leaveOut(draft, child, `part of "${node.id}"`);
  return children.map(toMove(isPassed ? 'pass' : 'block'));
}

/** What a group that has not begun holds waits for that: the group may be left out, and all that it holds with it. */
function meetNeed(draft: Draft, need: Node, dependent: number, isPassed: boolean): Move[] {
  const item = draft.items.get(dependent);
  if (item.gate !== 'shut') return [];
  const node = nodeOf(draft, dependent);
  if (!isMet(need, node, isPassed)) return hasBegun(draft, node) ? [{ type: 'block', index: dependent }] : [];
  const { unmet } = change(draft, dependent, { unmet: item.unmet - 1 });
  return unmet === 0 && hasBegun(draft, node) ? [{ type: 'open', index: dependent }] : [];
}

/** A `finally` step must run although the one above it failed. */
function isMet(need: Node, node: Node, isPassed: boolean): boolean {
  return isPassed || (need.isFinal && node.isFinal && node.parent === need.parent);
}

function hasBegun(draft: Draft, node: Node): boolean {
  if (node.parent < 0) return true;
  const parent = draft.items.get(node.parent);
  return parent.gate === 'open' && parent.status === 'running' && parent.isFinishing === node.isFinal;
}

function closeChild(draft: Draft, node: Node): Move[] {
  if (node.parent < 0) return [];
  const parent = draft.items.get(node.parent);
  if (parent.gate !== 'open' || parent.status !== 'running') return [];
  const { openChildren } = change(draft, node.parent, { openChildren: parent.openChildren - 1 });
  return openChildren > 0 ? [] : completeGroup(draft, nodeOf(draft, node.parent));
}

function completeGroup(draft: Draft, node: Node): Move[] {
  if (!draft.items.get(node.index).isFinishing && node.finals.length > 0) {
    change(draft, node.index, { isFinishing: true });
    return openInside(draft, node.index, node.finals);
  }
  const status = groupStatus([...node.children, ...node.finals].map((child) => draft.items.get(child).status));
  change(draft, node.index, { status });
  return [{ type: letsThrough(status) ? 'pass' : 'block', index: node.index }];
}

/** What a group came to whose items are all closed. */
function groupStatus(statuses: readonly Status[]): Status {
  if (statuses.every(letsThrough)) return 'passed';
  for (const status of ['failed', 'inconclusive', 'cancelled'] as const) if (statuses.includes(status)) return status;
  return 'failed';
}

/** Keeps what was decided about a group as a whole; the rest follows from its items. */
function regroup(item: ItemState): Status {
  return item.decision !== undefined || item.failure !== undefined ? item.status : 'pending';
}

function leaveOut(draft: Draft, index: number, reason: string): void {
  const item = draft.items.get(index);
  if (item.status !== 'pending') return;
  const decision = { type: 'skipped' as const, reason, at: draft.lastAt, original: item.status };
  change(draft, index, { status: 'skipped', decision });
}

/** In a cancelled run only what is under way may end, and the `finally` steps of what had begun may run. */
function cancel(draft: Draft, node: Node): void {
  const item = draft.items.get(node.index);
  if (
    isWithinFinal(draft, node) || isGroup(node)
      ? hasWorked(draft, node)
      : item.status === 'running' && item.pending === undefined
  )
    return;
  if (letsThrough(item.status) || blocks(item.status)) return;
  change(draft, node.index, { status: 'cancelled', ask: undefined, answers: undefined, retryAt: undefined });
}

function isWithinFinal(draft: Draft, node: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = draft.graph.nodes[at.parent])
    if (at.isFinal) return true;
  return false;
}

function hasWorked(draft: Draft, node: Node): boolean {
  if (isWithinFinal(draft, node)) return true;
  return node.children.some((child) => {
    const inside = nodeOf(draft, child);
    return isGroup(inside) ? hasWorked(draft, inside) : isTouched(draft.items.get(child));
  });
}

function nodeOf(draft: Draft, index: number): Node {
  const node = draft.graph.nodes[index];
  if (node === undefined) throw new RangeError(`no node ${index}`);
  return node;
}

function toMove(type: Move['type']): (index: number) => Move {
  return (index) => ({ type, index });
}
