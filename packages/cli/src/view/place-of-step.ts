import type { ItemState } from '@checklist/engine';
import { undoingOf } from './step-view.ts';

/** Where a step stands on a screen, in the order in which somebody needs to see it. */
export const places = ['failed', 'running', 'waiting', 'finished', 'later'] as const;

export type Place = (typeof places)[number];

/** The place of a step: what failed, what is under way here or elsewhere, what waits for a person, what is over, what is to come. */
export function placeOf(item: ItemState): Place {
  const { status, ask, answers, retryAt, gate, pending } = item;
  const undone = undoingOf(item)?.verdict;
  if (undone !== undefined) return undone === 'failed' ? 'failed' : 'finished';
  switch (status) {
    case 'failed':
    case 'inconclusive':
    case 'cancelled':
      return 'failed';
    case 'waiting':
    case 'unknown':
      return ask !== undefined && answers === undefined ? 'waiting' : 'running';
    case 'running':
      return pending?.progress?.waitsFor === undefined ? 'running' : 'waiting';
    case 'pending':
      return retryAt !== undefined && gate === 'open' ? 'running' : 'later';
    case 'passed':
    case 'skipped':
    case 'waived':
      return 'finished';
  }
}
