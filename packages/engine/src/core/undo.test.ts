import { describe, expect, it } from 'vitest';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { simulate, statusesOf } from '../testing/simulate.ts';
import { findDeeds } from './deeds.ts';
import { next } from './next.ts';

const limits = { concurrency: 4 };

function undoneOf(run: ReturnType<typeof simulate>): string[] {
  const undone: string[] = [];
  for (let [work] = next(run.state, limits); work !== undefined; [work] = next(run.state, limits)) {
    undone.push(work.key);
    run.perform(work);
  }
  return undone;
}

describe('undo', () => {
  it('walks back newest first, over what changed the world', () => {
    const run = simulate(buildChecklist([buildStep('a'), buildStep('b', { effect: 'reads' }), buildStep('c')]));
    run.settle();
    run.command({ type: 'undo' });
    expect(undoneOf(run)).toEqual(['undo:c:1', 'undo:a:1', 'end']);
    expect(run.state.verdict).toBe('undone');
  });

  it('leaves alone what was so already', () => {
    const run = simulate(buildChecklist([buildStep('a')]));
    const ended = { type: 'attempt-ended', step: 'a', round: 1, attempt: 1, verdict: 'passed' } as const;
    run.record({ ...ended, outputs: {}, evidence: [], note: 'was already so' });
    run.command({ type: 'undo' });
    expect(undoneOf(run)).toEqual(['end']);
  });

  it('walks back each round by itself, and what hangs on something before that', () => {
    const run = simulate(buildChecklist([buildStep('a'), buildStep('b')]));
    run.settle();
    run.command({ type: 'redo', item: 'a', reason: 'again' });
    run.settle();
    run.command({ type: 'undo' });
    expect(undoneOf(run)).toEqual(['undo:b:2', 'undo:a:2', 'undo:b:1', 'undo:a:1', 'end']);
  });

  it('takes up what failed or has no end, but not what surely did nothing', () => {
    const run = simulate(
      buildChecklist([buildStep('a', { needs: [] }), buildStep('b', { needs: [] }), buildStep('c', { needs: [] })]),
    );
    const key = (step: string) => ({ step, round: 1, attempt: 1 });
    for (const step of ['a', 'b', 'c']) run.record({ type: 'attempt-started', ...key(step) });
    const ending = { type: 'attempt-ended', outputs: {}, evidence: [] } as const;
    run.record({ ...ending, ...key('a'), verdict: 'failed' });
    run.record({ ...ending, ...key('b'), verdict: 'interrupted', by: { name: 'Robb' } });
    run.command({ type: 'undo' });
    expect(findDeeds(run.state).map(({ node }) => node.id)).toEqual(['c', 'a']);
    expect(statusesOf(run.state)).toEqual({ a: 'failed', b: 'pending', c: 'unknown' });
  });

  it('takes back what may be half there, although an attempt that was cut off is made again', () => {
    const run = simulate(buildChecklist([buildStep('a')]));
    run.record({ type: 'attempt-started', step: 'a', round: 1, attempt: 1 });
    const ending = { type: 'attempt-ended', outputs: {}, evidence: [], verdict: 'interrupted' } as const;
    run.record({ ...ending, step: 'a', round: 1, attempt: 1 });
    run.command({ type: 'undo' });
    expect(undoneOf(run)).toEqual(['undo:a:1', 'end']);
  });

  it('calls off what waits for a person, and starts nothing any more', () => {
    const run = simulate(buildChecklist([buildStep('a', { needs: [] }), buildStep('b', { needs: [] })]), () => 'asks');
    run.settle();
    run.command({ type: 'undo' });
    expect(statusesOf(run.state)).toEqual({ a: 'cancelled', b: 'cancelled' });
    expect(run.command({ type: 'answer', step: 'a', answers: {} })).toBe(
      'the run is being taken back, expected one that goes forward',
    );
    expect(undoneOf(run)).toEqual(['undo:b:1', 'undo:a:1', 'end']);
  });

  it('stops at what could not be taken back until a person decides', () => {
    const run = simulate(buildChecklist([buildStep('a'), buildStep('b')]));
    run.settle();
    run.command({ type: 'undo' });
    const failure = { reason: 'undo', message: 'someone moved it' } as const;
    run.record({ type: 'undo-ended', step: 'b', round: 1, verdict: 'failed', failure });
    expect(next(run.state, limits)).toEqual([]);
    expect(run.command({ type: 'skip', step: 'b', reason: ' ' })).toBe('keeping what "b" did needs a reason');
    expect(run.command({ type: 'skip', step: 'b', reason: 'it is theirs' })).toBeUndefined();
    expect(undoneOf(run)).toEqual(['undo:a:1', 'end']);
    expect(run.state.items.get(1).undoing).toMatchObject({ verdict: 'kept', note: 'it is theirs' });
    expect(run.command({ type: 'undo' })).toBe('the run was taken back already, expected one that was not');
    expect(run.command({ type: 'redo', item: 'a', reason: 'x' })).toContain('was taken back already');
  });

  it('does not run a command of the checklist once more by itself when it was cut off', () => {
    const undo = { command: ['undo', 'it'] } as const;
    const run = simulate(buildChecklist([buildStep('a', { undo })]));
    run.settle();
    run.command({ type: 'undo' });
    run.record({ type: 'undo-started', step: 'a', round: 1 });
    // Whoever undoes again while it is under way has not looked.
    run.command({ type: 'undo' });
    run.record({ type: 'driver-started', pid: 1, hostname: 'here' });
    expect(run.state.items.get(0).undoing).toMatchObject({ verdict: 'failed', failure: { reason: 'interrupted' } });
    run.command({ type: 'undo' });
    expect(undoneOf(run)).toEqual(['undo:a:1', 'end']);
  });
});
