import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { listJournals, type RunState } from '@checklist/engine';
import { cacheFolder } from './cache-folder.ts';
import type { Workspace } from './open-workspace.ts';

/** Runs that are looked at, and the largest journal: what is usual must not cost more than it is worth. */
const mostRuns = 8;
const mostBytes = 8 * 1024 * 1024;

/** What one run told; its journal has not grown since. */
interface Times {
  readonly bytes: number;
  readonly checklistId: string;
  /** Milliseconds, by step id. */
  readonly steps: Readonly<Record<string, number>>;
}

type Kept = Readonly<Record<string, Times>>;

/** How long the steps of a checklist took in its newest other runs: the median of those that passed, by step id. */
export async function readUsualTimes(
  { directory, env, host }: Pick<Workspace, 'directory' | 'env' | 'host'>,
  { checklistId, but }: { readonly checklistId: string; readonly but: string },
): Promise<ReadonlyMap<string, number>> {
  const cache = join(cacheFolder(env), directory, 'usual-times.json');
  const before = recall(cache);
  const found: Record<string, Times> = {};
  const newest = listJournals(directory).filter(({ runId, bytes }) => runId !== but && bytes <= mostBytes);
  for (const { runId, bytes } of newest.slice(0, mostRuns)) {
    const kept = before[runId];
    if (kept?.bytes === bytes) {
      found[runId] = kept;
      continue;
    }
    // Keys are answered between two journals.
    await breathe();
    const state = await host.read(runId);
    if (state.ok) found[runId] = { bytes, checklistId: state.value.checklist.id, steps: timesOf(state.value) };
  }
  keep(cache, found);
  return medians(Object.values(found).filter((times) => times.checklistId === checklistId));
}

function timesOf({ graph, items }: RunState): Record<string, number> {
  const times: Record<string, number> = {};
  for (const { index, id, item } of graph.nodes) {
    const { status, attempts } = items.get(index);
    const { startedAt, endedAt } = attempts.at(-1) ?? {};
    if (item.kind === 'step' && status === 'passed' && startedAt !== undefined && endedAt !== undefined)
      times[id] = endedAt - startedAt;
  }
  return times;
}

function medians(runs: readonly Times[]): ReadonlyMap<string, number> {
  const byStep = new Map<string, number[]>();
  for (const { steps } of runs)
    for (const [id, time] of Object.entries(steps)) byStep.set(id, [...(byStep.get(id) ?? []), time]);
  return new Map([...byStep].map(([id, times]) => [id, times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0]));
}

function recall(file: string): Kept {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept | null;
    return kept ?? {};
  } catch {
    return {};
  }
}

function keep(file: string, kept: Kept): void {
  const hidden = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(hidden, JSON.stringify(kept), { mode: 0o600 });
    renameSync(hidden, file);
  } catch {
    // A cache on a full or read-only disk is none.
  }
}
