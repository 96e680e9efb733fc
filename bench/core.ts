import {
  apply,
  type Checklist,
  createRunState,
  next,
  type RunEvent,
  type RunState,
  readChecklist,
} from '../packages/engine/dist/index.js';
import { builtinStepTypes } from '../packages/plugins/dist/index.js';
import { interleave } from './measure.ts';
import { printRows } from './print-rows.ts';
import type { Shape, World } from './world.ts';

const limits = { concurrency: 8 };

/** What the pure core takes for one event, and whether that grows with the checklist. */
export async function benchCore(world: World, rounds: number): Promise<void> {
  for (const shape of ['chain', 'wide'] as const) {
    const small = read(world, shape, 1_000);
    const large = read(world, shape, 10_000);
    const candidates = [small, large].map((checklist) => ({ name: checklist.id, run: () => timePerEvent(checklist) }));
    const measured = await interleave(candidates, rounds);
    const first = measured[0]?.median ?? Number.NaN;
    printRows(
      `core, ${shape}: "apply" and "next" for each event (medians of ${rounds})`,
      measured.map(({ name, median }, index) => {
        const row = { name, figure: `${(median * 1000).toFixed(1)} µs`, ratio: median / first };
        return index === 0 ? row : { ...row, target: { most: 1.5, of: '(linear)' } };
      }),
    );
  }
}

function read(world: World, shape: Shape, count: number): Checklist {
  const read = readChecklist(`checklists/${shape}_${count}.yaml`, {
    directory: world.cwd,
    stepTypes: builtinStepTypes,
  });
  if (!read.ok) throw new Error(read.error[0]?.message);
  return read.value.checklist;
}

/** Walks through a whole run as a host would: an event, then what is due, and so on. Milliseconds. */
function timePerEvent(checklist: Checklist): number {
  const before = performance.now();
  let state = createRunState({
    type: 'run-started',
    format: 1,
    seq: 1,
    at: 0,
    runId: 'bench',
    checklist,
    inputs: {},
    starter: { name: 'bench' },
    confirmed: [],
  });
  const record = (event: RunEvent): RunState => apply(state, { ...event, seq: state.lastSeq + 1, at: 0 });
  state = record({ type: 'preflight-ended', lacks: [] });
  const running: string[] = [];
  while (state.verdict === undefined) {
    const work = next(state, limits).find(({ type }) => type === 'start' || type === 'end');
    if (work?.type === 'end') state = record({ type: 'run-ended', verdict: work.verdict });
    else if (work?.type === 'start') {
      const step = state.graph.nodes[work.node]?.id ?? '';
      running.push(step);
      state = record({ type: 'attempt-started', step, round: 1, attempt: 1 });
    } else {
      const step = running.shift() ?? '';
      const key = { step, round: 1, attempt: 1 };
      state = record({ type: 'attempt-ended', ...key, verdict: 'passed', outputs: { exit_code: 0 }, evidence: [] });
    }
  }
  return (performance.now() - before) / state.lastSeq;
}
