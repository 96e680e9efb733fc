import { type HostFault, ok, type Result, type RunHost, type RunState } from '@checklist/engine';
import { buildRunReport } from './model/build-run-report.ts';
import type { RunReport } from './model/run-report.ts';

/** Makes the report of a run that a host keeps, compared with that of the last release. */
export async function reportRun(host: RunHost, state: RunState, now: number): Promise<Result<RunReport, HostFault>> {
  const events = await host.events(state.runId);
  if (!events.ok) return events;
  const previous = await reportLastRelease(host, state, now);
  return ok(buildRunReport(events.value, { now, ...(previous === undefined ? {} : { previous }) }));
}

/** The newest earlier run of the same checklist that passed; when none did, the newest that ended in another way. */
async function reportLastRelease(host: RunHost, state: RunState, now: number): Promise<RunReport | undefined> {
  const heads = await Array.fromAsync(host.heads());
  const earlier = heads.filter((head) => head.checklist === state.checklist.id && head.startedAt < state.startedAt);
  let ended: RunState | undefined;
  for (const { runId } of earlier.toSorted((a, b) => b.startedAt - a.startedAt)) {
    const other = await host.read(runId);
    // A damaged one is told by "checklist list"; a report of another run is no place for it.
    if (!other.ok || other.value.verdict === undefined) continue;
    if (other.value.verdict === 'passed') return reportState(host, other.value, now);
    ended ??= other.value;
  }
  return ended === undefined ? undefined : reportState(host, ended, now);
}

async function reportState(host: RunHost, { runId }: RunState, now: number): Promise<RunReport | undefined> {
  const events = await host.events(runId);
  return events.ok ? buildRunReport(events.value, { now }) : undefined;
}
