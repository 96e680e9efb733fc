import type { RecordedEvent } from '@checklist/engine';
import type { RunReport } from './run-report.ts';

/** The processes that drove the run. */
export function findDrivers(events: readonly RecordedEvent[]): RunReport['drivers'] {
  return events.flatMap((event) => {
    if (event.type !== 'driver-started') return [];
    return [{ at: event.at, hostname: event.hostname, pid: event.pid }];
  });
}

/** Shorter than this, one driver took over from another. */
const shortestPause = 1_000;

/** The times in which a person held the run, and those before a driver for which nothing is on record. */
export function findPauses(events: readonly RecordedEvent[]): RunReport['pauses'] {
  return [...heldTimes(events), ...silentTimes(events)].toSorted((a, b) => a.from - b.from);
}

function heldTimes(events: readonly RecordedEvent[]): RunReport['pauses'] {
  return events.flatMap((event, index) => {
    if (event.type !== 'run-paused') return [];
    const end = events.slice(index + 1).find(({ type }) => endsPause.has(type));
    const { at: from, by, reason } = event;
    return [{ from, by, ...(reason === undefined ? {} : { reason }), ...(end === undefined ? {} : { to: end.at }) }];
  });
}

const endsPause: ReadonlySet<RecordedEvent['type']> = new Set([
  'run-paused',
  'run-resumed',
  'run-cancelled',
  'run-ended',
]);

function silentTimes(events: readonly RecordedEvent[]): RunReport['pauses'] {
  return events.flatMap(({ type, at }, index) => {
    const from = events[index - 1]?.at ?? at;
    return type !== 'driver-started' || at - from < shortestPause ? [] : [{ from, to: at }];
  });
}
