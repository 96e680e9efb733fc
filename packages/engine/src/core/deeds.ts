import type { Step } from '../model/checklist.ts';
import type { UndoBasis } from '../model/event.ts';
import type { Attempt, Node, Round, RunState } from '../model/run-state.ts';
import type { Detour } from '../model/undoing.ts';
import { isGroup } from './gates.ts';

/** What attempts of one round of a step did to the world, or may have done: what an undo takes back. */
export interface Deed {
  readonly node: Node;
  /** As it was when the attempts were made, when others of the same round went another way later. */
  readonly round: Round;
  /** Its newest attempt that began. */
  readonly attempt: Attempt;
  /** The number of that attempt, when others of the same round went another way later. */
  readonly detour?: number;
}

/** All that a run did, newest first: what hangs on something else comes before it. What was so already is not the run's. */
export function findDeeds(state: RunState): Deed[] {
  const deeds = state.graph.nodes.flatMap((node) => (isGroup(node) ? [] : deedsOf(state, node)));
  return deeds.toSorted((a, b) => (b.attempt.startedSeq ?? 0) - (a.attempt.startedSeq ?? 0));
}

/** Whether taking the deed back is still to be done, or to be done again. */
export function isToUndo({ round }: Deed): boolean {
  const verdict = round.undoing?.verdict;
  return verdict === undefined || verdict === 'failed';
}

/** The newest attempt that may have done something, of those that went the way of the round's basis. */
export function newestActed({ attempts, detours = [] }: Pick<Round, 'attempts' | 'detours'>): Attempt | undefined {
  const last = detours.at(-1)?.attempt ?? 0;
  return attempts.findLast((one) => one.attempt > last && hasActed(one));
}

/** Whether a deed is taken back by a command of the checklist. Where none was kept at all, the checklist says so now. */
export function hasUndoCommand({ undo }: Pick<Step, 'undo'>, basis: UndoBasis | undefined): boolean {
  return (basis?.effect === undefined ? undo : basis.undo) !== undefined;
}

function deedsOf(state: RunState, node: Node): Deed[] {
  const item = state.items.get(node.index);
  return [...item.earlier, item].flatMap((round) => [
    ...(round.detours ?? []).flatMap((detour) => deedOf(node, roundOf(round, detour), detour.attempt)),
    ...deedOf(node, round),
  ]);
}

function deedOf(node: Node, round: Round, detour?: number): Deed[] {
  const { item: step } = node;
  const onlyReads = step.kind === 'step' && step.effect === 'reads' && !round.attempts.some(({ isSeen }) => isSeen);
  if (step.kind === 'group' || (onlyReads && round.basis === undefined)) return [];
  const attempt = detour === undefined ? newestActed(round) : round.attempts.at(-1);
  return attempt === undefined ? [] : [{ node, round, attempt, ...(detour === undefined ? {} : { detour }) }];
}

function roundOf({ handle: _, undoing: __, ...round }: Round, { attempt: last, ...detour }: Detour): Round {
  return { ...round, ...detour, attempts: round.attempts.filter(({ attempt }) => attempt <= last) };
}

/** An attempt that did not end well may have done a part of it; only where a person says so, it surely did nothing. */
function hasActed({ startedAt, isDenied }: Attempt): boolean {
  return startedAt !== undefined && isDenied !== true;
}
