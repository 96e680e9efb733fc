import type { ItemState, Node } from '../model/run-state.ts';
import { blocks, letsThrough, type Status } from '../model/status.ts';
import { Table } from '../model/table.ts';
import { change, createItemState, type Draft, openRound } from './draft.ts';
import {
  findFinished,
  groupStatus,
  hasBegun,
  hasMoreToDo,
  hasWorked,
  isBlocked,
  isClosed,
  isGroup,
  isLeftOutByOthers,
  isMet,
  isUnderWay,
  nodeOf,
} from './gates.ts';

/*
 * The gates of a run. Every item is shut until its needs are met, then open, then closed:
 *
 *   shut --(needs met, group begun)--> open --(let through)---> closed
 *     \                                   \--(did not pass)--> blocked
 *      \--(a need did not pass)-----------------------------> blocked
 *
 * What is under way is open, also when a retry, a new round or an edit put something before it: it goes on, and only when it
 * has ended does it wait for its turn again. Opening and closing spread along the edges by a worklist and not by recursion,
 * because a chain may have 10,000 items.
 */
type Move = { readonly type: 'open' | 'pass' | 'block' | 'hold'; readonly index: number };

/** Opens the roots of a run, or works all gates out anew after a decision that reaches back (a retry, a new round, an edit). */
export function reflow(draft: Draft): void {
  draft.items = Table.from(draft.graph.nodes.map((node) => shut(node, draft.items.get(node.index))));
  draft.busy = 0;
  draft.frontier = [];
  const isOpen = draft.isBegun || draft.isCancelled;
  const roots = draft.graph.roots.filter((index) => isOpen && draft.items.get(index).unmet === 0).map(toMove('open'));
  const begun = draft.graph.nodes.filter((node) => !node.isRemoved && isUnderWay(node, draft.items.get(node.index)));
  spread(draft, [...roots, ...begun.map(({ index }) => toMove('hold')(index))]);
}

/** Closes an item that has just been settled and opens what waited for it; where its turn has not come, it waits for that. */
export function settle(draft: Draft, index: number): void {
  const node = nodeOf(draft, index);
  const item = draft.items.get(index);
  if (item.gate !== 'open') return;
  if (isTurn(draft, node, item)) spread(draft, [toMove(letsThrough(item.status) ? 'pass' : 'block')(index)]);
  else standBack(draft, index);
}

/** Takes an item back that is not under way any more and whose turn has not come, or has gone. */
export function standBack(draft: Draft, index: number): void {
  const node = nodeOf(draft, index);
  const item = draft.items.get(index);
  if (item.gate !== 'open' || isTurn(draft, node, item)) return;
  const parent = node.parent < 0 ? undefined : draft.items.get(node.parent);
  const isGone = parent !== undefined && isClosed(parent);
  const isPassed = parent?.gate === 'closed';
  if (isPassed) leaveOut(draft, index, `part of "${nodeOf(draft, node.parent).id}"`);
  if (isGone || isBlocked(draft, node)) return spread(draft, [toMove(isPassed ? 'pass' : 'block')(index)]);
  change(draft, index, { gate: 'shut' });
  draft.frontier = draft.frontier.filter((one) => one !== index);
  // What a `finally` step did before its group had ended does not count for that end.
  const group = findFinished(draft, node);
  if (group !== undefined && item.status !== 'pending' && hasMoreToDo(draft, group)) openRound(draft, index);
}

function isTurn(draft: Draft, node: Node, item: ItemState): boolean {
  return item.unmet === 0 && hasBegun(draft, node);
}

/** Lets a group begin whose `when` holds. */
export function begin(draft: Draft, index: number): void {
  spread(draft, beginGroup(draft, index));
}

function shut(node: Node, item: ItemState): ItemState {
  if (node.isRemoved) return item;
  const { unmet, openChildren, gate, isFinishing } = createItemState(node);
  const { decision, ...undecided } = item;
  const known = isLeftOutByOthers(item) ? ({ ...undecided, status: 'pending' } as const) : item;
  return { ...known, unmet, openChildren, gate, isFinishing, status: isGroup(node) ? regroup(known) : known.status };
}

function spread(draft: Draft, moves: Move[]): void {
  const opened: number[] = [];
  const closed = new Set<number>();
  const work = moves.toReversed();
  for (let move = work.pop(); move !== undefined; move = work.pop()) {
    const next = perform(draft, move, opened, closed);
    for (let i = next.length - 1; i >= 0; i--) work.push(next[i] as Move);
  }
  draft.frontier = moveFrontier(draft.frontier, opened, closed);
}

function perform(draft: Draft, move: Move, opened: number[], closed: Set<number>): Move[] {
  if (move.type === 'open') return open(draft, move.index, opened);
  const isHeld = isUnderWay(nodeOf(draft, move.index), draft.items.get(move.index));
  if (move.type === 'hold' || isHeld) return hold(draft, move.index, opened);
  return close(draft, move.index, move.type === 'pass', closed);
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

/** Keeps open what is under way, whatever became of what it waited for. */
function hold(draft: Draft, index: number, opened: number[]): Move[] {
  if (draft.items.get(index).gate !== 'shut') return [];
  if (draft.isCancelled) cancel(draft, nodeOf(draft, index));
  opened.push(index);
  const { status } = change(draft, index, { gate: 'open' });
  return blocks(status) ? [{ type: 'block', index }] : [];
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
  const left = inside.filter((child) => !isClosed(draft.items.get(child)));
  change(draft, index, { openChildren: left.length });
  if (left.length === 0) return completeGroup(draft, nodeOf(draft, index));
  return left.flatMap((child): Move[] => {
    if (draft.items.get(child).gate !== 'shut') return [];
    if (isBlocked(draft, nodeOf(draft, child))) return [{ type: 'block', index: child }];
    return draft.items.get(child).unmet === 0 ? [{ type: 'open', index: child }] : [];
  });
}

function close(draft: Draft, index: number, isPassed: boolean, closed: Set<number>): Move[] {
  const before = draft.items.get(index);
  if (isClosed(before)) return [];
  const node = nodeOf(draft, index);
  change(draft, index, { gate: isPassed ? 'closed' : 'blocked' });
  closed.add(index);
  const inside = before.status === 'running' ? [] : closeInside(draft, node, isPassed);
  const after = node.dependents.flatMap((dependent) => meetNeed(draft, node, dependent, isPassed));
  return [...inside, ...after, ...closeChild(draft, node)];
}

/** A group that is left out or blocked before it began takes with it all that it holds. */
function closeInside(draft: Draft, node: Node, isPassed: boolean): Move[] {
  const children = [...node.children, ...node.finals].filter((child) => !isClosed(draft.items.get(child)));
  if (isPassed) for (const child of children) leaveOut(draft, child, `part of "${node.id}"`);
  return children.map(toMove(isPassed ? 'pass' : 'block'));
}

/** What a group that has not begun holds waits for that: the group may be left out, and all that it holds with it. */
function meetNeed(draft: Draft, need: Node, dependent: number, isPassed: boolean): Move[] {
  const item = draft.items.get(dependent);
  if (isClosed(item)) return [];
  const node = nodeOf(draft, dependent);
  if (!isMet(need, node, isPassed)) return hasBegun(draft, node) ? [{ type: 'block', index: dependent }] : [];
  const { unmet } = change(draft, dependent, { unmet: item.unmet - 1 });
  return unmet === 0 && hasBegun(draft, node) ? [{ type: 'open', index: dependent }] : [];
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

/** In a cancelled run only what is under way, or was cut off, may end, and the `finally` steps of what had begun may run. */
function cancel(draft: Draft, node: Node): void {
  const item = draft.items.get(node.index);
  if (
    findFinished(draft, node) !== undefined || isGroup(node)
      ? hasWorked(draft, node)
      : item.status === 'unknown' || (item.status === 'running' && item.pending === undefined)
  )
    return;
  if (letsThrough(item.status) || blocks(item.status)) return;
  change(draft, node.index, { status: 'cancelled', ask: undefined, answers: undefined, retryAt: undefined });
}

function toMove(type: Move['type']): (index: number) => Move {
  return (index) => ({ type, index });
}
