import { next, openSteps, type RunState } from '@checklist/engine';

/** Tells whether nothing is left to do now but to wait: for a moment, for work elsewhere, or for a person. */
export function isOnlyTimeLeft(state: RunState, now: number): boolean {
  const isBusy = openSteps(state).some(({ index }) => {
    const { status, pending } = state.items.get(index);
    return status === 'running' && pending === undefined;
  });
  if (isBusy) return false;
  return next(state, { concurrency: Number.POSITIVE_INFINITY }).every((work) => 'at' in work && work.at > now);
}
