import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@checklist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeChecklist } from '../../../../bench/world.ts';
import { bin, makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';

const steps = 10_000;
const promise = 'Long and large';

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/wide.yaml': writeChecklist('wide', steps) });
});
afterAll(() => bench.remove());

/** Megabytes that a process holds now; nothing where the system does not tell. */
function memoryOf(pid: number): number | undefined {
  if (!existsSync(`/proc/${pid}/status`)) return undefined;
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;
}

const journal = '.checklist/runs/r/journal.jsonl';
const countLines = () => (existsSync(join(bench.directory, journal)) ? bench.read(journal).split('\n').length : 0);

describe('a run of ten thousand steps', { timeout: 1_200_000 }, () => {
  it('does each once, and its driver stays small, also when the checklist is read for the first time', async () => {
    const env = { ...bench.env, XDG_CACHE_HOME: join(bench.directory, '.git/cache') };
    const words = [bin, 'run', 'wide', '--run', 'r', '--jobs', '8', '--output', 'plain'];
    const before = performance.now();
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    const going = spawn(process.execPath, ['--max-semi-space-size=4', ...words], {
      cwd: bench.directory,
      env,
      stdio: [...stdio],
    });
    const ended = once(going, 'exit');
    await expect.poll(countLines, { timeout: 600_000, interval: 1_000 }).toBeGreaterThan(steps);
    const megabytes = memoryOf(going.pid ?? 0);
    expect(await ended).toEqual([0, null]);
    const seconds = (performance.now() - before) / 1_000;
    const events = bench
      .read(journal)
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as RecordedEvent);
    const started = events.flatMap((event) => (event.type === 'attempt-started' ? [event.step] : []));
    expect(started).toHaveLength(steps);
    expect(new Set(started).size).toBe(steps);
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', verdict: 'passed' });
    if (megabytes !== undefined) {
      expect(megabytes).toBeLessThan(220);
      recordFigure(promise, `memory in the middle of ${steps} steps, in megabytes`, Math.round(megabytes));
    }
    recordFigure(promise, `seconds for ${steps} steps`, Math.round(seconds));
    expect((await bench.checklist('status', 'r')).code).toBe(0);
  });
});
