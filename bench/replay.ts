import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeLine } from '../packages/engine/dist/host/journal-line.js';
import { createFileHost, type RunEvent, readChecklist } from '../packages/engine/dist/index.js';
import { builtinStepTypes } from '../packages/plugins/dist/index.js';
import { interleave } from './measure.ts';
import { printRows } from './print-rows.ts';
import type { World } from './world.ts';

const events = 100_000;
const steps = 10_000;

/** What it takes to read, check and fold a journal of 100,000 events: what every command about such a run does first. */
export async function benchReplay(world: World, rounds: number): Promise<void> {
  const file = join(world.cwd, '.checklist/runs/replay/journal.jsonl');
  const lines = writeLines(world);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join(''));
  const host = createFileHost({ directory: world.cwd, env: {}, now: Date.now });
  const readWhole = async () => {
    const state = await host.read('replay');
    if (!state.ok || state.value.lastSeq !== lines.length) throw new Error(JSON.stringify(state));
  };
  const time = async (act: () => unknown) => {
    const before = performance.now();
    await act();
    return performance.now() - before;
  };
  const measured = await interleave(
    [
      { name: 'only JSON.parse', run: () => time(() => lines.map((line) => JSON.parse(line) as unknown).length) },
      { name: 'read, check and fold', run: () => time(readWhole) },
    ],
    rounds,
  );
  rmSync(dirname(file), { recursive: true });
  const bare = measured[0]?.median ?? Number.NaN;
  printRows(
    `a journal of 100,000 events (medians of ${rounds})`,
    measured.map(({ name, median }, index) => {
      const row = { name, figure: `${median.toFixed(0)} ms`, ratio: median / bare };
      return index === 0 ? row : { ...row, target: { most: 8 } };
    }),
  );
}

/** Ten thousand steps, each started, looked at and ended. */
function writeLines(world: World): string[] {
  const read = readChecklist(`checklists/wide_${steps}.yaml`, { directory: world.cwd, stepTypes: builtinStepTypes });
  if (!read.ok) throw new Error(read.error[0]?.message);
  const { checklist } = read.value;
  const first = { runId: 'replay', checklist, inputs: {}, starter: { name: 'bench' }, confirmed: [] };
  const lines = [writeLine({ type: 'run-started', format: 1, seq: 1, at: 0, ...first })];
  const record = (event: RunEvent) => lines.push(writeLine({ ...event, seq: lines.length + 1, at: lines.length }));
  record({ type: 'preflight-ended', lacks: [] });
  for (let index = 0; index < steps; index++) {
    const key = { step: `s${index}`, round: 1, attempt: 1 };
    record({ type: 'attempt-started', ...key });
    for (let look = 0; look < events / steps - 2; look++)
      record({
        type: 'attempt-pending',
        ...key,
        handle: `job ${index}`,
        checkAt: lines.length,
        progress: { text: 'goes on' },
      });
    record({ type: 'attempt-ended', ...key, verdict: 'passed', outputs: { exit_code: 0 }, evidence: [] });
  }
  return lines;
}
