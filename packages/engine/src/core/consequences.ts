import { isSameJson, type Json, type JsonObject } from '../model/json.ts';
import type { Ask } from '../model/question.ts';
import type { ItemState, Node, Round, RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { change, type Draft, openRound } from './draft.ts';
import { reflow, settle } from './flow.ts';
import { isGroup, isUnderWay, nodeOf } from './gates.ts';
import { findAffected, holders, withInside } from './reach.ts';

/**
 * Settles an item that has ended. Where it lets through with another result than in an earlier round, what was decided by that
 * result is decided anew, what is asked is asked anew, and a person says whether what was done by it stays.
 */
export function conclude(draft: Draft, index: number): void {
  const item = draft.items.get(index);
  const before = item.earlier.findLast(({ status }) => letsThrough(status));
  if (before === undefined || !letsThrough(item.status) || isSameResult(before, item)) return settle(draft, index);
  const done = findDone(draft, index);
  renew(draft, index);
  if (done.length > 0) {
    const ask = keepOrRedo(nodeOf(draft, index), [before, item], done);
    change(draft, index, { status: 'waiting', ask });
  }
  reflow(draft);
}

/** The steps that were done, or begun, on the strength of an earlier result of this item, and that nobody has decided about. */
export function findDone(state: RunState, index: number): Node[] {
  const since = state.items.get(index).openedSeq ?? 0;
  return downstream(state, index).filter((node) => {
    const item = state.items.get(node.index);
    return !isGroup(node) && (item.keptSeq ?? 0) < since && begunSeq(item) < since && hasDone(node, item);
  });
}

function begunSeq({ attempts, endedSeq = 0 }: ItemState): number {
  return attempts.at(-1)?.startedSeq ?? endedSeq;
}

function hasDone(node: Node, item: ItemState): boolean {
  if (item.attempts.length === 0) return false;
  return letsThrough(item.status) || (isUnderWay(node, item) && item.ask?.kind !== 'questions');
}

/** All that depends on an item, but for the `finally` steps of the groups around it, which run again by a rule of their own. */
function downstream(state: RunState, index: number): Node[] {
  const others = withInside(state.graph, [index, ...holders(state.graph, index).flatMap(({ finals }) => finals)]);
  return [...findAffected(state.graph, index)]
    .filter((one) => !others.has(one))
    .toSorted((a, b) => a - b)
    .flatMap((one) => state.graph.nodes[one] ?? []);
}

/** What has only been decided or asked by the earlier result, and was not acted on, begins anew. */
function renew(draft: Draft, index: number): void {
  for (const node of downstream(draft, index)) {
    const item = draft.items.get(node.index);
    const isDecided = item.condition !== undefined || item.failure !== undefined;
    if (item.ask?.kind === 'questions') openRound(draft, node.index);
    else if (item.ask?.kind === 'confirmation') change(draft, node.index, { status: 'pending', ask: undefined });
    else if (item.confirmed !== undefined && item.status === 'pending')
      change(draft, node.index, { confirmed: undefined });
    else if (isDecided && !hasActed(draft, node)) {
      if (item.status === 'pending' || item.status === 'running') change(draft, node.index, { condition: undefined });
      else if (item.decision?.by === undefined) openRound(draft, node.index);
    }
  }
}

function hasActed(draft: Draft, node: Node): boolean {
  return [...withInside(draft.graph, [node.index])].some((one) => draft.items.get(one).attempts.length > 0);
}

function isSameResult(a: Round, b: Round): boolean {
  return a.status === b.status && isSameJson(a.outputs, b.outputs);
}

function keepOrRedo({ item }: Node, rounds: readonly [Round, Round], done: readonly Node[]): Ask {
  const facts = [
    `"${item.title}" came to another result than before: ${describeChange(rounds)}.`,
    `Done since by the result before: ${done.map(({ id }) => `\`${id}\``).join(', ')}.`,
    'Redo them, and what depends on them, or keep what they came to.',
  ];
  const label = 'Keep what was done, or redo it';
  return {
    kind: 'revised',
    instructions: facts.join(' '),
    questions: [{ name: 'decision', type: 'choice', label, choices: ['keep', 'redo'] }],
  };
}

function describeChange([before, after]: readonly [Round, Round]): string {
  const status = before.status === after.status ? [] : [`${before.status} is now ${after.status}`];
  return [...status, ...describeOutputs(before.outputs, after.outputs)].join(', ');
}

function describeOutputs(before: JsonObject, after: JsonObject): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => !isSameJson(before[name] ?? null, after[name] ?? null));
  return changed.map((name) => `\`${name}\` was ${brief(before[name])} and is ${brief(after[name])}`);
}

function brief(value: Json | undefined): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
