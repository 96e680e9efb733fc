import type { Node, RunState, Work } from '../model/run-state.ts';
import { hasPassed } from './apply.ts';
import { findDeeds, isToUndo } from './deeds.ts';
import { isBusy } from './draft.ts';
import { isDecided, isGroup } from './gates.ts';
import { holders } from './reach.ts';

/** How much may be under way at once in a whole run, when the checklist does not say less. */
export interface Limits {
  readonly concurrency: number;
  /** Steps that are looked at before they start; they keep their place, whatever has come before them meanwhile. */
  readonly starting?: ReadonlySet<number>;
}

/**
 * What should be in flight now. Pure, and the same for a run that was resumed: whoever carries the work out starts what is
 * not in flight yet, by `key`. Nothing to do means that the run has ended or waits for a person.
 */
export function next(state: RunState, limits: Limits): Work[] {
  if (state.verdict !== undefined) return [];
  if (state.paused !== undefined) return nextWhilePaused(state);
  if (state.isUndoing) return nextUndo(state);
  if (state.preflight === 'due') return [{ type: 'preflight', key: 'preflight' }];
  if (state.preflight === 'failed') return [];
  if (state.frontier.length === 0) return nextEnd(state);
  return nextSteps(state, limits);
}

function nextSteps(state: RunState, limits: Limits): Work[] {
  const work: Work[] = [];
  const slots = countSlots(state, limits);
  let unseen = state.busy;
  for (const index of state.frontier) {
    if (unseen === 0 && slots.isFull()) break;
    const node = state.graph.nodes[index];
    if (node === undefined) continue;
    const item = state.items.get(index);
    if (isBusy(item)) unseen--;
    const key = `${node.id}:${item.round}`;
    const attempt = item.attempts.length;
    if (item.status === 'pending' && !isDecided(node, item)) {
      work.push({ type: 'evaluate', key: `evaluate:${key}`, node: index });
      continue;
    }
    if (isGroup(node)) continue;
    const { round } = item;
    if (item.status === 'pending') {
      if (limits.starting?.has(index) !== true && !slots.take(node)) continue;
      const at = item.retryAt ?? 0;
      work.push({ type: 'start', key: `start:${key}:${attempt + 1}`, node: index, round, attempt: attempt + 1, at });
    } else if (item.answers !== undefined) {
      work.push({ type: 'finish', key: `finish:${key}:${attempt}`, node: index, round, attempt });
    } else if (item.status === 'unknown' && item.ask === undefined) {
      work.push({ type: 'recover', key: `recover:${key}:${attempt}`, node: index, round, attempt });
    } else if (item.pending !== undefined) {
      const { checkAt: at } = item.pending;
      work.push({ type: 'check', key: `check:${key}:${attempt}:${at}`, node: index, round, attempt, at });
    }
    const warnAt = deadlineOf(state, node);
    if (warnAt !== undefined) work.push({ type: 'warn', key: `warn:${key}`, node: index, round, at: warnAt });
  }
  return work;
}

/** What was begun may end; nothing new is begun, and what goes on elsewhere is looked at when the run goes on. */
function nextWhilePaused(state: RunState): Work[] {
  if (state.isUndoing || state.preflight !== 'passed') return [];
  if (state.frontier.length === 0) return nextEnd(state);
  return nextSteps(state, { concurrency: 0 }).filter(({ type }) => type === 'finish');
}

interface Slots {
  isFull(): boolean;
  take(node: Node): boolean;
}

/** Counts what is under way against the run's and the groups' limits; what waits for a person or elsewhere takes no slot. */
function countSlots(state: RunState, limits: Limits): Slots {
  const used = new Map<number, number>();
  let all = 0;
  const limited = (node: Node) => holders(state.graph, node.index).filter((group) => limitOf(group) !== undefined);
  const use = (node: Node) => {
    all++;
    for (const group of limited(node)) used.set(group.index, (used.get(group.index) ?? 0) + 1);
  };
  let unseen = state.busy;
  for (const index of state.frontier) {
    if (unseen === 0) break;
    const node = state.graph.nodes[index];
    const item = state.items.get(index);
    if (isBusy(item)) unseen--;
    if (node !== undefined && !isGroup(node) && item.status === 'running' && item.pending === undefined) use(node);
  }
  for (const index of limits.starting ?? []) {
    const node = state.graph.nodes[index];
    if (node !== undefined && state.items.get(index).status === 'pending') use(node);
  }
  return {
    isFull: () => all >= limits.concurrency,
    take(node) {
      if (all >= limits.concurrency) return false;
      if (limited(node).some((group) => (used.get(group.index) ?? 0) >= (limitOf(group) ?? 0))) return false;
      use(node);
      return true;
    },
  };
}

function limitOf(group: Node): number | undefined {
  return group.item.kind === 'group' ? group.item.limit : undefined;
}

function deadlineOf(state: RunState, node: Node): number | undefined {
  const item = state.items.get(node.index);
  if (node.item.kind !== 'step' || node.item.deadline === undefined || item.isLate === true) return undefined;
  const startedAt = item.attempts[0]?.startedAt;
  return startedAt === undefined ? undefined : startedAt + node.item.deadline;
}

function nextEnd(state: RunState): Work[] {
  if (hasPassed(state)) return [{ type: 'end', key: 'end', verdict: 'passed' }];
  return state.isCancelled ? [{ type: 'end', key: 'end', verdict: 'cancelled' }] : [];
}

/** Newest first, one at a time; what could not be taken back stops the walk until a person says how to go on. */
function nextUndo(state: RunState): Work[] {
  const left = findDeeds(state).filter(isToUndo);
  if (left.some(({ round }) => round.undoing?.verdict === 'failed')) return [];
  const [newest] = left;
  if (newest === undefined) return [{ type: 'end', key: 'end', verdict: 'undone' }];
  const { node, round, detour } = newest;
  const key = `undo:${node.id}:${round.round}${detour === undefined ? '' : `:${detour}`}`;
  const which = detour === undefined ? {} : { attempt: detour };
  return [{ type: 'undo', key, node: node.index, round: round.round, ...which }];
}
