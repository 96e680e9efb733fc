import type { ItemState, Node, Round, RunState } from '../model/run-state.ts';
import { settledStatus } from './settled-status.ts';

/** A state that one `apply` is allowed to change; its tables are still shared with the state before. */
export type Draft = { -readonly [K in keyof RunState]: RunState[K] };

/** What an item is before anything happened to it. */
export function createItemState(node: Node): ItemState {
  return {
    round: 1,
    status: 'pending',
    attempts: [],
    outputs: {},
    evidence: [],
    signOffs: [],
    earlier: [],
    tries: 0,
    gate: 'shut',
    unmet: node.needs.length,
    openChildren: node.children.length,
    isFinishing: false,
  };
}

/** Changes one item of a draft; a key that is `undefined` is taken away. */
export function change(draft: Draft, index: number, changes: Changes): ItemState {
  const merged = { ...draft.items.get(index), ...changes };
  for (const key of optionalKeys) if (merged[key] === undefined) delete merged[key];
  put(draft, index, merged as ItemState);
  return merged as ItemState;
}

function put(draft: Draft, index: number, item: ItemState): void {
  draft.busy += Number(isBusy(item)) - Number(isBusy(draft.items.get(index)));
  draft.items = draft.items.with(index, item);
}

/** Tells whether an item is open and has more to it than waiting for its turn. */
export function isBusy(item: ItemState): boolean {
  return item.gate === 'open' && item.status !== 'pending';
}

const optionalKeys = [
  'answeredBy',
  'answers',
  'ask',
  'askedSeq',
  'basis',
  'condition',
  'confirmed',
  'decision',
  'detours',
  'digest',
  'endedSeq',
  'failure',
  'handle',
  'keptSeq',
  'isLate',
  'note',
  'pending',
  'retryAt',
  'undoing',
] as const;

type OptionalKey = (typeof optionalKeys)[number];

/** Changes of one item; `undefined` takes a key away. */
export type Changes = Partial<Omit<ItemState, OptionalKey>> & {
  readonly [K in OptionalKey]?: ItemState[K] | undefined;
};

/** Opens a new round of an item and keeps what the round before it came to. */
export function openRound(draft: Draft, index: number): void {
  const node = draft.graph.nodes[index];
  if (node === undefined) return;
  const before = draft.items.get(index);
  const earlier = [...before.earlier, toRound(before)];
  const kept = before.formerIds === undefined ? {} : { formerIds: before.formerIds };
  const opened = { round: before.round + 1, earlier, openedSeq: draft.lastSeq };
  put(draft, index, { ...createItemState(node), ...kept, ...opened });
}

/** Tells whether anything happened to an item in this round. */
export function isTouched(item: ItemState): boolean {
  return (
    item.status !== 'pending' ||
    item.attempts.length > 0 ||
    item.condition !== undefined ||
    item.ask !== undefined ||
    item.confirmed !== undefined
  );
}

/** Tells whether a person is asked if a result still stands. */
export function isAskedAgain({ ask }: ItemState): boolean {
  return ask?.kind === 'edited' || ask?.kind === 'revised';
}

/** Nobody waits any more for how its attempt ends. */
function isLeft({ status, pending, attempts }: ItemState): boolean {
  return status === 'running' && pending === undefined && attempts.length > 0;
}

function toRound(item: ItemState): Round {
  return {
    round: item.round,
    // Whether it stands was asked about a result that it had come to.
    status: isAskedAgain(item) ? settledStatus(item) : isLeft(item) ? 'unknown' : item.status,
    attempts: item.attempts,
    outputs: item.outputs,
    evidence: item.evidence,
    signOffs: item.signOffs,
    ...(item.answeredBy === undefined ? {} : { answeredBy: item.answeredBy }),
    ...(item.failure === undefined ? {} : { failure: item.failure }),
    ...(item.note === undefined ? {} : { note: item.note }),
    ...(item.decision === undefined ? {} : { decision: item.decision }),
    ...(item.basis === undefined ? {} : { basis: item.basis }),
    ...(item.detours === undefined ? {} : { detours: item.detours }),
    ...(item.handle === undefined ? {} : { handle: item.handle }),
    ...(item.undoing === undefined ? {} : { undoing: item.undoing }),
  };
}
