import type { RunState } from '@checklist/engine';
import { afterEach, expect, it, vi } from 'vitest';
import { createPaint } from '../../output/paint.ts';
import { makeLargeRun } from '../../testing/large-run.ts';
import { drawScreen } from './draw-screen.ts';
import { createScreenStore } from './screen-store.ts';

const me = { name: 'Robb' };
const ui = { view: 'list', page: 'about' } as const;
const canvas = { width: 80, rows: 24, pen: { paint: createPaint(false), hasLinks: false } };
const sources = { readLog: () => undefined, doingsOf: () => undefined, readUsualTimes: async () => new Map() };

afterEach(() => vi.useRealTimers());

/** What one update reads: items of the state, and nodes of the graph. */
function workOfUpdate(count: number) {
  vi.useFakeTimers();
  const run = makeLargeRun(count);
  const store = createScreenStore(() => run.state().lastAt);
  store.takeEvents([], run.state());
  for (let at = 0; at < 20; at++) store.takeEvents(run.goOn().events, run.state());
  vi.advanceTimersByTime(200);
  const { events, state } = run.goOn();
  const reads = vi.spyOn(Object.getPrototypeOf(state.items) as RunState['items'], 'get');
  store.takeEvents(events, state);
  store.takeProgress({ type: 'output', step: 's22', text: 'a line\n' });
  vi.advanceTimersByTime(200);
  const { rows } = drawScreen({ ...store.snapshot(), state, ui, me, sources }, canvas);
  const work = reads.mock.calls.length;
  reads.mockRestore();
  store.close();
  return { work, rows };
}

it('reads no more of 5,000 steps than of 50 to draw one update', () => {
  const [small, large] = [workOfUpdate(50), workOfUpdate(5_000)];
  expect(large.rows.join('\n')).toContain('Done 21');
  expect(large.rows.join('\n')).toContain('Next 4975');
  expect(large.work).toBe(small.work);
  expect(large.work).toBeLessThan(300);
});
