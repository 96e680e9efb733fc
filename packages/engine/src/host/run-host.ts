import type { SentCommand } from '../model/command.ts';
import type { RecordedEvent, RunStarted } from '../model/event.ts';
import type { Result } from '../model/result.ts';
import type { RunState } from '../model/run-state.ts';
import type { HostFault, LockOwner } from './host-fault.ts';

/** What a new run is made of: what its first event keeps. */
export type StartRequest = Omit<RunStarted, 'type' | 'format' | 'confirmed'> & Partial<Pick<RunStarted, 'confirmed'>>;

/** A run as far as a list shows it. */
export interface RunSummary {
  readonly runId: string;
  /** Absent when the journal cannot be read; then `fault` says why. */
  readonly state?: RunState;
  readonly fault?: HostFault;
}

/** What can be told of a run without reading the whole of it. */
export interface RunHead {
  readonly runId: string;
  /** The id of its checklist. */
  readonly checklist: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** All that an engine underneath must do: keep a run's journal and carry out its work. */
export interface RunHost {
  /** Puts a new run on record; nothing of it happens yet. Starting the same run id again is a fault. */
  start(request: StartRequest): Promise<Result<undefined, HostFault>>;
  /** Leaves a command for the run: durable, carried out in order, and once per id. */
  send(runId: string, sent: SentCommand): Promise<Result<undefined, HostFault>>;
  read(runId: string): Promise<Result<RunState, HostFault>>;
  /** Who drives the run now; nothing when nobody does. */
  findDriver(runId: string): Promise<LockOwner | undefined>;
  list(): AsyncIterable<RunSummary>;
  /** The runs whose beginning can be read; quick, however many there are. */
  heads(): AsyncIterable<RunHead>;
  /** The events of a run so far. */
  events(runId: string): Promise<Result<readonly RecordedEvent[], HostFault>>;
  /** The events of a run from its first, and then those to come until the signal is aborted. */
  watch(runId: string, signal: AbortSignal): AsyncIterable<RecordedEvent>;
}
