import { apply, changedKeys, type Edit, type ItemState, type Node, type RunState } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { describeHeadEdit } from './describe-head-edit.ts';

/** What an edit changes in a run and what becomes of it, in lines. Nothing is worked out twice: the edit is tried on the state. */
export function describeEdit(state: RunState, { checklist, inputs = {} }: Omit<Edit, 'by'>): string[] {
  const at = { seq: state.lastSeq + 1, at: state.lastAt };
  const before = apply(state, { type: 'driver-started', pid: 0, hostname: '', ...at });
  const after = apply(before, { type: 'checklist-changed', checklist, inputs, ...at, seq: at.seq + 1 });
  const lines = [
    ...describeHeadEdit(before, checklist, inputs),
    ...after.graph.nodes.flatMap((node) => describeNode(before, after, node)),
    ...before.graph.nodes.flatMap((node) => describeGone(before, after, node)),
  ];
  return lines.length === 0 ? ['  no step does or asks anything else'] : lines;
}

function describeNode(before: RunState, after: RunState, node: Node): string[] {
  if (node.isRemoved) return [];
  const { formerIds } = after.items.get(node.index);
  const isRenamed = !before.graph.indexOf.has(node.id) && formerIds !== undefined;
  const old = nodeOf(before, isRenamed ? (formerIds.at(-1) ?? '') : node.id);
  if (old === undefined) return isHolder(node) ? [] : [`  + ${node.id}  ${whereNew(after, node)}`];
  const became = whatBecame(before, after, old, node);
  if (isRenamed) return [`  ~ ${old.id} is ${node.id} now${became === '' ? '' : `: ${became}`}`];
  const changes = whatChanged(before, after, old, node);
  if (changes.length === 0 && became === '') return [];
  return [`  ~ ${node.id}  ${[changes.join(', '), became].filter((part) => part !== '').join(': ')}`];
}

/** A step that is gone: what was done stays on record, and what is under way has nobody who looks after it. */
function describeGone(before: RunState, after: RunState, node: Node): string[] {
  if (isHolder(node) || node.isRemoved || isKept(before, after, node)) return [];
  const item = before.items.get(node.index);
  const [last] = item.attempts.slice(-1);
  const handle = showLine(JSON.stringify(item.pending?.handle ?? null)).slice(0, 200);
  const what =
    item.pending !== undefined
      ? `its work goes on elsewhere, as ${handle}, and nobody looks after it any more`
      : item.status === 'unknown'
        ? 'was cut off, and nobody asks any more what became of it'
        : item.ask !== undefined
          ? 'is not asked any more'
          : last === undefined
            ? `was ${item.status === 'pending' ? 'not begun' : item.status}`
            : `was ${item.status}, which stays on record`;
  return [`  - ${node.id}  ${what}`];
}

function isKept(before: RunState, after: RunState, node: Node): boolean {
  const same = nodeOf(after, node.id);
  if (same !== undefined && !same.isRemoved && isHolder(same) === isHolder(node)) return true;
  return after.graph.nodes.some(({ id, index, isRemoved }) => {
    return !isRemoved && !before.graph.indexOf.has(id) && after.items.get(index).formerIds?.at(-1) === node.id;
  });
}

function whereNew(after: RunState, node: Node): string {
  const isLate = node.dependents.some((index) => after.items.get(index).attempts.length > 0);
  if (node.isLeftOut) return 'is new, and the profile leaves it out';
  return isLate ? 'is new, and is done although what stands behind it was begun' : 'is new';
}

function whatBecame(before: RunState, after: RunState, old: Node, node: Node): string {
  const [was, is] = [before.items.get(old.index), after.items.get(node.index)];
  if (is.ask !== was.ask && is.ask?.kind === 'edited') return `was ${was.status}, asks whether that stays or is redone`;
  if (is.ask !== was.ask && is.ask?.kind === 'recovery') return 'has an attempt without an end, asks what became of it';
  if (is.round > was.round && isWordVoid(was, old)) return 'its sign-offs are void, and it is asked anew';
  if (was.ask !== undefined && is.ask === undefined)
    return was.ask.kind === 'edited' ? 'stays as it is' : 'is asked anew';
  if (is.round > was.round)
    return was.condition === undefined ? 'begins a new round' : 'its condition is evaluated anew';
  if (was.pending !== undefined) return 'goes on, and is looked after by the new text';
  if (was.status === 'unknown') return 'was cut off, and is made again by the new text';
  if (was.attempts.length > 0 && was.digest !== digestOf(node)) return 'its next attempt takes the new text';
  if (node.isLeftOut && !old.isLeftOut)
    return was.attempts.length > 0 ? 'stays on record' : 'is left out by the profile';
  return '';
}

function isWordVoid({ signOffs, attempts }: ItemState, { item }: Node): boolean {
  return signOffs.length > 0 || (item.kind === 'step' && item.isSignOff === true && attempts.length > 0);
}

/** What an edit changed of an item: its keys, and where it stands. */
function whatChanged(before: RunState, after: RunState, old: Node, node: Node): string[] {
  const keys = changedKeys(old, node);
  if (parentOf(before, old) !== parentOf(after, node)) keys.push(`moved to ${parentOf(after, node) ?? 'the top'}`);
  if (keys.length === 0 && digestOf(old) !== digestOf(node)) keys.push('what its texts read');
  if (keys.length === 0 && whenOf(old) !== whenOf(node)) keys.push('what its condition reads');
  if (keys.length === 0 && old.isLeftOut !== node.isLeftOut) keys.push('profile');
  return keys;
}

function parentOf({ graph }: RunState, node: Node): string | undefined {
  return graph.nodes[node.parent]?.id;
}

function nodeOf({ graph }: RunState, id: string): Node | undefined {
  return graph.nodes[graph.indexOf.get(id) ?? -1];
}

function isHolder({ item, isMatrix }: Node): boolean {
  return item.kind === 'group' || isMatrix;
}

function digestOf({ item }: Node): string {
  return item.kind === 'step' ? item.digest : '';
}

function whenOf({ item }: Node): string {
  return item.whenDigest ?? item.when ?? '';
}
