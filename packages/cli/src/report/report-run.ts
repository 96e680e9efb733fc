import type { RecordedEvent, RunHost, RunState } from '@checklist/engine';
import { buildRunReport } from './model/build-run-report.ts';
import type { RunReport } from './model/run-report.ts';

/** Makes the report of a run that a host keeps, compared with that of the last release. */
export async function reportRun(host: RunHost, state: RunState, now: number): Promise<RunReport> {
  const last = await findLastRelease(host, state);
  const events = await readEvents(host, state);
  if (last === undefined) return buildRunReport(events, { now });
  const previous = buildRunReport(await readEvents(host, last), { now });
  return buildRunReport(events, { now, previous });
}

/** The events that a state is made of. */
export async function readEvents(host: RunHost, { runId, lastSeq }: RunState): Promise<RecordedEvent[]> {
  const reader = new AbortController();
  const events: RecordedEvent[] = [];
  for await (const event of host.watch(runId, reader.signal)) {
    events.push(event);
    // The run may go on meanwhile: the report is of the moment at which it was asked for.
    if (event.seq >= lastSeq) reader.abort();
    if (reader.signal.aborted) break;
  }
  return events;
}

/** The newest earlier run of the same checklist that passed; when none did, the newest that ended in another way. */
async function findLastRelease(host: RunHost, state: RunState): Promise<RunState | undefined> {
  const ended: RunState[] = [];
  for await (const { state: other } of host.list()) {
    const isEarlier = other !== undefined && other.runId !== state.runId && other.startedAt < state.startedAt;
    if (isEarlier && other.verdict !== undefined && other.checklist.id === state.checklist.id) ended.push(other);
  }
  const newest = ended.toSorted((a, b) => b.startedAt - a.startedAt);
  return newest.find(({ verdict }) => verdict === 'passed') ?? newest[0];
}
