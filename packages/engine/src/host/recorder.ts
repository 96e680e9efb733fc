import { apply } from '../core/apply.ts';
import type { RecordedEvent, RunEvent } from '../model/event.ts';
import type { RunState } from '../model/run-state.ts';
import type { Mask } from '../steps/mask.ts';
import { maskEvent } from '../steps/mask-event.ts';
import type { HostFault } from './host-fault.ts';
import type { Journal } from './journal.ts';

/** The one way by which an event gets into a run: masked, folded, and on disk before anybody sees it or acts on it. */
export interface Recorder {
  readonly state: RunState;
  /** Resolves to true when the event is on disk; to false when it could not be kept, and then nothing may follow from it. */
  record(event: RunEvent, commandId?: string): Promise<boolean>;
  /** The same for events that count only together. */
  recordAll(events: readonly RunEvent[], commandId?: string): Promise<boolean>;
}

export interface RecorderParts {
  readonly journal: Journal;
  readonly state: RunState;
  now(): number;
  readonly mask: Mask;
  /** Called after the events are on disk. */
  onRecorded(events: readonly RecordedEvent[], state: RunState): void;
  /** Called at once when the state changed, before the events are on disk. */
  onApplied(): void;
  onFault(fault: HostFault): void;
}

type Mark = Pick<RecordedEvent, 'commandId' | 'isFollowed'>;

interface Waiting {
  readonly event: RecordedEvent;
  readonly settle: (isKept: boolean) => void;
}

/** Makes a recorder. Events of the same turn share one write and one sync: the end of a step and the start of the next. */
export function createRecorder(parts: RecorderParts): Recorder {
  let state = parts.state;
  let waiting: Waiting[] = [];
  let isBroken = false;
  const flush = () => {
    const batch = waiting;
    waiting = [];
    const events = batch.map(({ event }) => event);
    const kept = isBroken ? undefined : parts.journal.append(events);
    if (kept?.ok === true) parts.onRecorded(events, state);
    else if (kept !== undefined) {
      isBroken = true;
      parts.onFault(kept.error);
    }
    for (const { settle } of batch) settle(kept?.ok === true);
  };
  const record = (event: RunEvent, mark: Mark) => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const at = Math.max(parts.now(), state.lastAt);
    const recorded = maskEvent({ seq: state.lastSeq + 1, at, ...event, ...mark }, parts.mask);
    state = apply(state, recorded);
    if (waiting.length === 0) setImmediate(flush);
    waiting.push({ event: recorded, settle: resolve });
    parts.onApplied();
    return promise;
  };
  return {
    get state() {
      return state;
    },
    record: (event, commandId) => record(event, commandId === undefined ? {} : { commandId }),
    async recordAll(events, commandId) {
      const last = commandId === undefined ? {} : { commandId };
      const kept = events.map((event, index) => record(event, index < events.length - 1 ? { isFollowed: true } : last));
      return (await Promise.all(kept)).every(Boolean);
    },
  };
}
