import { createPaint } from '../packages/cli/dist/tsc/output/paint.js';
import { drawScreen } from '../packages/cli/dist/tsc/screens/ink/draw-screen.js';
import { makeLargeRun } from '../packages/cli/dist/tsc/testing/large-run.js';
import { createRunIndex } from '../packages/cli/dist/tsc/view/run-index.js';
import { interleave } from './measure.ts';
import { printRows } from './print-rows.ts';

const updates = 40;
const canvas = { width: 80, rows: 24, pen: { paint: createPaint(true), hasLinks: false } };
const rest = {
  live: new Map(),
  usual: new Map(),
  ui: { view: 'list', page: 'about' },
  me: { name: 'bench' },
  sources: { readLog: () => undefined, doingsOf: () => undefined, readUsualTimes: async () => new Map() },
} as const;

/** What it costs to follow a run with the eyes: from a state to the rows of the next frame. */
export async function benchScreenUpdates(rounds: number): Promise<void> {
  const candidates = [50, 5_000].map((count) => ({ name: `${count} steps`, run: () => timePerUpdate(count) }));
  const measured = await interleave(candidates, rounds);
  const first = measured[0]?.median ?? Number.NaN;
  printRows(
    `the screen: one update, 80 columns (medians of ${rounds})`,
    measured.map(({ name, median }, index) => {
      const row = { name, figure: `${(median * 1000).toFixed(0)} µs`, ratio: median / first };
      return index === 0 ? row : { ...row, target: { most: 1.5, of: '(not larger)' } };
    }),
  );
}

/** Milliseconds. */
function timePerUpdate(count: number): number {
  const run = makeLargeRun(count);
  const index = createRunIndex();
  index.update(run.state());
  let elapsed = 0;
  for (let at = 0; at < updates; at++) {
    const { state } = run.goOn();
    const before = performance.now();
    index.update(state);
    drawScreen({ ...rest, state, index, now: state.lastAt }, canvas);
    elapsed += performance.now() - before;
  }
  return elapsed / updates;
}
