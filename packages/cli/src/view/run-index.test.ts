import { apply, type RunEvent, type RunState } from '@checklist/engine';
import { describe, expect, it } from 'vitest';
import { makeLargeRun } from '../testing/large-run.ts';
import { first, passed, sampleRun } from '../testing/sample-run.ts';
import { places } from './place-of-step.ts';
import { createRunIndex, type RunIndex } from './run-index.ts';

const robb = { name: 'Robb', contact: 'robb' };

/** All that can move a step from one place to another. */
const events: readonly RunEvent[] = [
  ...passed('branch'),
  { type: 'attempt-started', ...first('build') },
  { type: 'attempt-pending', ...first('build'), handle: 1, checkAt: 0, progress: { text: 'asked', waitsFor: 'Axel' } },
  { type: 'attempt-ended', ...first('build'), verdict: 'failed', outputs: {}, evidence: [] },
  { type: 'step-waived', step: 'build', reason: 'known', by: robb },
  { type: 'attempt-started', ...first('sweep') },
  {
    type: 'question-asked',
    ...first('sweep'),
    ask: { kind: 'questions', instructions: '', questions: [] },
  },
  { type: 'step-skipped', step: 'push', reason: 'not today', by: robb },
  { type: 'round-opened', items: ['build', 'sweep', 'push'], reason: 'again', by: robb },
  { type: 'attempt-started', step: 'build', round: 2, attempt: 1 },
];

function listsOf(index: RunIndex) {
  return {
    ...Object.fromEntries(places.map((place) => [place, [...index.at(place)]])),
    done: index.done,
    total: index.total,
  };
}

function fresh(state: RunState) {
  const index = createRunIndex();
  index.update(state);
  return index;
}

describe('createRunIndex', () => {
  it('comes to the same, event by event, as when it looks at the whole run', () => {
    const followed = createRunIndex();
    let { state } = sampleRun();
    for (const event of events) {
      followed.update(state);
      state = apply(state, { ...event, seq: state.lastSeq + 1, at: state.lastAt + 1_000 });
      followed.update(state);
      expect(listsOf(followed), event.type).toEqual(listsOf(fresh(state)));
    }
    expect(listsOf(followed)).toMatchObject({
      failed: [],
      running: [2],
      waiting: [],
      finished: [1],
      done: 1,
      total: 4,
    });
  });

  it('knows where each step stands, in the order of the checklist and of the endings', () => {
    const run = makeLargeRun(1_000);
    const index = fresh(run.state());
    for (let at = 0; at < 600; at++) {
      run.goOn();
      index.update(run.state());
    }
    expect(listsOf(index)).toEqual(listsOf(fresh(run.state())));
    for (const place of places)
      for (const [offset, node] of index.at(place).entries()) expect(index.offsetOf(place, node)).toBe(offset);
    expect(index.offsetOf('later', index.at('finished')[0] ?? -1)).toBe(-1);
  });
});
