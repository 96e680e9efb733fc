import { describe, expect, it } from 'vitest';
import type { UndoBasis } from '../model/event.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { type Simulation, simulate } from '../testing/simulate.ts';
import { findDeeds } from './deeds.ts';
import { next } from './next.ts';

const basisOf = (name: string, before?: string): UndoBasis => ({
  stepType: 'git.branch',
  options: { name },
  effect: 'reversible',
  ...(before === undefined ? {} : { before }),
});

/** A run in which each attempt of one step began with a basis, and ended so. */
function runWith(
  ...attempts: readonly (readonly [UndoBasis, 'passed' | 'failed' | 'interrupted', { by?: { name: string } }?])[]
) {
  const run = simulate(buildChecklist([buildStep('a')]));
  for (const [index, [basis, verdict, more]] of attempts.entries()) {
    const key = { step: 'a', round: 1, attempt: index + 1 };
    run.record({ type: 'attempt-started', ...key, basis });
    run.record({ type: 'attempt-ended', ...key, verdict, outputs: { of: index + 1 }, evidence: [], ...more });
    if (verdict === 'failed') run.command({ type: 'retry', step: 'a' });
  }
  run.command({ type: 'undo' });
  return run;
}

/** What there is to undo: the way, what it was found on, and what is known of it. */
const deedsOf = ({ state }: Simulation) =>
  findDeeds(state).map(({ round: { basis, outputs }, attempt }) => [
    basis?.options.name,
    basis?.before,
    outputs.of,
    attempt.attempt,
  ]);

function walk(run: Simulation): string[] {
  const keys: string[] = [];
  for (let [work] = next(run.state, { concurrency: 1 }); work !== undefined; ) {
    keys.push(work.key);
    run.perform(work);
    [work] = next(run.state, { concurrency: 1 });
  }
  return keys;
}

describe('attempts of a round that went different ways', () => {
  it('are taken back one by one, newest first', () => {
    const run = runWith([basisOf('bad'), 'failed'], [basisOf('good'), 'passed']);
    expect(deedsOf(run)).toEqual([
      ['good', undefined, 2, 2],
      ['bad', undefined, 1, 1],
    ]);
    expect(walk(run)).toEqual(['undo:a:1', 'undo:a:1:1', 'end']);
    expect(run.state.items.get(0).detours).toMatchObject([{ attempt: 1, undoing: { verdict: 'undone' } }]);
  });

  it('are one deed while they go the same way, with the world before the first', () => {
    const run = runWith([basisOf('one', 'nothing'), 'failed'], [basisOf('one', 'a part'), 'passed']);
    expect(deedsOf(run)).toEqual([['one', 'nothing', 2, 2]]);
  });

  it('are different ones when only the undo command is another', () => {
    const scope = {};
    const first = { ...basisOf('one'), undo: { command: ['rm', 'a'], scope } } as const;
    const second = { ...basisOf('one'), undo: { command: ['rm', 'b'], scope } } as const;
    expect(deedsOf(runWith([first, 'failed'], [second, 'passed']))).toHaveLength(2);
  });

  it('leave out the one of which a person says that it did nothing', () => {
    const run = runWith([basisOf('bad'), 'failed'], [basisOf('good'), 'interrupted', { by: { name: 'Robb' } }]);
    expect(deedsOf(run)).toEqual([['bad', undefined, 1, 1]]);
  });

  it('keep an older round apart', () => {
    const run = simulate(buildChecklist([buildStep('a')]));
    const key = { step: 'a', round: 1 };
    const ending = { type: 'attempt-ended', ...key, outputs: {}, evidence: [] } as const;
    run.record({ type: 'attempt-started', ...key, attempt: 1, basis: basisOf('bad') });
    run.record({ ...ending, attempt: 1, verdict: 'failed' });
    run.command({ type: 'retry', step: 'a' });
    run.record({ type: 'attempt-started', ...key, attempt: 2, basis: basisOf('good') });
    run.record({ ...ending, attempt: 2, verdict: 'passed' });
    run.command({ type: 'redo', item: 'a', reason: 'again' });
    run.settle();
    run.command({ type: 'undo' });
    expect(walk(run)).toEqual(['undo:a:2', 'undo:a:1', 'undo:a:1:1', 'end']);
    expect(run.state.items.get(0).earlier).toMatchObject([
      { undoing: { verdict: 'undone' }, detours: [{ undoing: { verdict: 'undone' } }] },
    ]);
  });

  it('stop the walk where one cannot be taken back, until a person lets it stay', () => {
    const run = runWith([basisOf('bad'), 'failed'], [basisOf('good'), 'passed']);
    const failure = { reason: 'undo', message: 'someone moved it' } as const;
    run.record({ type: 'undo-ended', step: 'a', round: 1, verdict: 'undone' });
    run.record({ type: 'undo-ended', step: 'a', round: 1, attempt: 1, verdict: 'failed', failure });
    expect(next(run.state, { concurrency: 1 })).toEqual([]);
    run.command({ type: 'undo' });
    expect(next(run.state, { concurrency: 1 })).toMatchObject([{ key: 'undo:a:1:1', attempt: 1 }]);
    run.record({ type: 'undo-ended', step: 'a', round: 1, attempt: 1, verdict: 'failed', failure });
    expect(run.command({ type: 'skip', step: 'a', reason: 'it is theirs' })).toBeUndefined();
    expect(walk(run)).toEqual(['end']);
    expect(run.state.items.get(0).detours).toMatchObject([{ undoing: { verdict: 'kept', note: 'it is theirs' } }]);
  });

  it('are not taken back again by a command that was cut off', () => {
    const undo = { command: ['rm', 'bad'], scope: {} } as const;
    const run = runWith([{ ...basisOf('bad'), undo }, 'failed'], [basisOf('good'), 'passed']);
    run.record({ type: 'undo-ended', step: 'a', round: 1, verdict: 'undone' });
    run.record({ type: 'undo-started', step: 'a', round: 1, attempt: 1 });
    run.record({ type: 'driver-started', pid: 1, hostname: 'here' });
    expect(run.state.items.get(0).detours).toMatchObject([{ undoing: { failure: { reason: 'interrupted' } } }]);
    expect(next(run.state, { concurrency: 1 })).toEqual([]);
  });
});
