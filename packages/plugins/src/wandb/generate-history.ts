import type { Json, JsonObject } from '@checklist/engine/plugin';
import type { SeedHistory, SeedRun } from './wandb-seed.ts';

/** The rows that a run has logged, by step, each with all keys of that step. */
export function generateHistory(run: SeedRun, histories: readonly SeedHistory[]): JsonObject[] {
  const start = Date.parse(run.started_at ?? '2026-01-01T00:00:00Z') / 1000;
  const pace = run.seconds_per_step ?? 1;
  const rows = new Map<number, JsonObject>();
  for (const history of histories) {
    for (const [step, value] of valuesOf(history)) {
      const row = rows.get(step) ?? { _step: step, _timestamp: start + step * pace, _runtime: step * pace };
      rows.set(step, { ...row, [history.key]: value });
    }
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}

function valuesOf(history: SeedHistory): [number, Json][] {
  const { every = 1, values } = history;
  if (values !== undefined) return values.map((value, index) => [index * every, value as Json]);
  const count = Math.floor((history.steps ?? 0) / every) + 1;
  return Array.from({ length: count }, (_, index) => [index * every, valueAt(history, index * every)]);
}

function valueAt({ steps = 0, value = 0, to = value, noise = 0, dip }: SeedHistory, step: number): number {
  if (dip !== undefined && step >= dip.from && step <= dip.to) return dip.value;
  const level = steps === 0 ? value : value + ((to - value) * step) / steps;
  // Strays, but the same way each time.
  return level + noise * Math.sin(step * 12.9898);
}
