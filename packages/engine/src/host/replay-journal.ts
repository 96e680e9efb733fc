import { replay } from '../core/apply.ts';
import type { RecordedEvent } from '../model/event.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { RunState } from '../model/run-state.ts';
import type { HostFault } from './host-fault.ts';

/** Folds a journal whose lines are whole. An event that does not fit what stands before it is damage, at its line. */
export function replayJournal(file: string, events: readonly RecordedEvent[]): Result<RunState, HostFault> {
  let line = 0;
  const counted = function* () {
    for (const event of events) {
      line = event.seq;
      yield event;
    }
  };
  try {
    return ok(replay(counted()));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `the event "${events[line - 1]?.type}" does not fit what stands before it: ${why}`;
    return fail({ type: 'damaged', file, line, message });
  }
}
