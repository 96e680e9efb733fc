import { decideCommand } from '../core/decide-command.ts';
import { isOvertaken } from '../core/may-begin.ts';
import { next } from '../core/next.ts';
import { type Outcome, outcomeOf } from '../core/outcome.ts';
import { findUnknown, type SentCommand } from '../model/command.ts';
import { fail } from '../model/result.ts';
import type { RunState, Work } from '../model/run-state.ts';
import { checkAnswers } from './check-answers.ts';
import { fillByHand } from './fill-by-hand.ts';
import type { OpenRun } from './open-run.ts';
import { performWork } from './perform-work.ts';

/** How a run is driven. */
export interface DriveSetting {
  /** Stops the driver: local programs are ended, what goes on elsewhere is left. */
  readonly signal: AbortSignal;
  /** How many steps may be under way at once. */
  readonly concurrency: number;
  /** Whether to go on waiting for commands when nothing more happens by itself. */
  stayFor(outcome: Outcome, state: RunState): boolean;
}

/** A driver at work. */
export interface Driver {
  /** Looks again at what should be in flight; called after every change of the state. */
  pump(): void;
  /** Settles when there is nothing more to do, or when the driver was stopped. */
  readonly isIdle: Promise<void>;
}

type Flight =
  | { readonly type: 'timer'; readonly cancel: () => void; readonly isBusy: boolean }
  | { readonly type: 'job'; readonly controller: AbortController; readonly work: Work };

/** The loop: ask the core what should be in flight, start what is not yet, and again when something came of it. */
export function createDriver(run: OpenRun, setting: DriveSetting): Driver {
  const flights = new Map<string, Flight>();
  const idle = Promise.withResolvers<void>();
  const before = run.recorder.state;
  let isPumpDue = false;
  let isLanded = false;

  const pump = () => {
    if (isPumpDue || isLanded) return;
    isPumpDue = true;
    queueMicrotask(() => {
      isPumpDue = false;
      pumpNow();
    });
  };
  const pumpNow = () => {
    if (!setting.signal.aborted) {
      const work = next(run.recorder.state, { concurrency: setting.concurrency, starting: findStarting(flights) });
      dropStale(run, flights, work);
      for (const one of work) if (!flights.has(one.key) && isFree(flights, one)) launch(one);
    }
    if (isDone()) land();
  };
  const land = () => {
    // A timer that outlives its driver would write to a journal that is closed.
    for (const flight of flights.values()) if (flight.type === 'timer') flight.cancel();
    isLanded = true;
    idle.resolve();
  };
  const isDone = () => {
    const isBusy = flights
      .values()
      .some((flight) => flight.type === 'job' || (flight.isBusy && !setting.signal.aborted));
    if (isBusy || isPumpDue) return false;
    return setting.signal.aborted || !setting.stayFor(outcomeOf(run.recorder.state), run.recorder.state);
  };
  const launch = (work: Work) => {
    const left = 'at' in work ? timeLeft(run, work, before) : 0;
    if (left > 0) {
      const isBusy = work.type !== 'warn';
      const moment = run.clock.now() + left;
      const cancel = isBusy ? run.clock.at(moment, () => fly(work)) : run.clock.watch(moment, () => fly(work));
      flights.set(work.key, { type: 'timer', cancel, isBusy });
    } else fly(work);
  };
  const fly = (work: Work) => {
    const controller = new AbortController();
    const release = run.clock.hold();
    flights.set(work.key, { type: 'job', controller, work });
    performWork(run, work, controller.signal)
      .catch(idle.reject)
      .finally(() => {
        flights.delete(work.key);
        release();
        pump();
      });
  };
  const stop = () => {
    for (const flight of flights.values()) {
      if (flight.type === 'job') flight.controller.abort();
      else flight.cancel();
    }
    pump();
  };
  setting.signal.addEventListener('abort', stop, { once: true });
  return { pump, isIdle: idle.promise };
}

/**
 * Milliseconds until work is due. What was set before this driver began counts from the newest event of then, when that is later
 * than the clock says: a clock that was set back meanwhile makes nobody wait longer.
 */
function timeLeft(run: OpenRun, work: Extract<Work, { readonly at: number }>, before: RunState): number {
  const [then, now] = [before, run.recorder.state].map(({ items }) => items.get(work.node));
  const isOld = then?.pending === now?.pending && then?.retryAt === now?.retryAt;
  return work.at - Math.max(run.clock.now(), isOld ? before.lastAt : 0);
}

/** The steps that are being looked at, or have just started. */
function findStarting(flights: ReadonlyMap<string, Flight>): ReadonlySet<number> {
  const starting = new Set<number>();
  for (const flight of flights.values())
    if (flight.type === 'job' && flight.work.type === 'start') starting.add(flight.work.node);
  return starting;
}

/** Nothing is taken back, and no round begins, while what was under way before it is still being stopped. */
function isFree(flights: ReadonlyMap<string, Flight>, work: Work): boolean {
  if (work.type === 'start') return !flights.values().some((flight) => isJobOf(flight, work.node));
  if (work.type !== 'undo') return true;
  return !flights.values().some((flight) => flight.type === 'job' && flight.work.type !== 'undo');
}

function isJobOf(flight: Flight, node: number): boolean {
  return flight.type === 'job' && 'attempt' in flight.work && flight.work.node === node;
}

/** Calls timers off that nobody waits for any more, and ends work of a round that is over or of a run that was cancelled. */
function dropStale(run: OpenRun, flights: Map<string, Flight>, work: readonly Work[]): void {
  const wanted = new Set(work.map(({ key }) => key));
  for (const [key, flight] of flights) {
    if (flight.type === 'timer') {
      if (wanted.has(key)) continue;
      flight.cancel();
      flights.delete(key);
    } else if (isStale(run, flight.work)) flight.controller.abort();
  }
}

/** What is being taken back is never stopped half-way: neither by the undo that it belongs to nor by a cancellation before it. */
function isStale(run: OpenRun, work: Work): boolean {
  const { state } = run.recorder;
  if (work.type === 'undo' || work.type === 'end') return false;
  if (state.isUndoing || ('round' in work && isOver(run, work))) return true;
  if ('attempt' in work && isOvertaken(state, work)) return true;
  // What was cut off is looked at in a cancelled run too: its program may still run.
  if (work.type === 'recover' || work.type === 'finish') return false;
  return state.isCancelled && 'node' in work && !isFinal(run, work.node);
}

function isOver(run: OpenRun, work: Extract<Work, { readonly round: number }>): boolean {
  return run.recorder.state.items.get(work.node).round !== work.round;
}

function isFinal(run: OpenRun, index: number): boolean {
  const { nodes } = run.recorder.state.graph;
  for (let node = nodes[index]; node !== undefined; node = nodes[node.parent]) if (node.isFinal) return true;
  return false;
}

/** Carries out a command, once per id; what it cannot do is recorded as refused. */
export async function receiveCommand(run: OpenRun, sent: SentCommand): Promise<void> {
  const { state, record, recordAll } = run.recorder;
  if (state.commandIds.has(sent.id)) return;
  // An inbox may hold what another version has put there.
  const unknown = findUnknown({ ...sent.command });
  const checked = unknown === undefined ? checkAnswers(state, sent.command, run.directory) : fail(unknown);
  const decided = checked.ok ? decideCommand(state, { ...sent, command: checked.value }, run.clock.now()) : checked;
  const refused = (reason: string) =>
    record({ type: 'command-refused', command: sent.command.type, reason, by: sent.by }, sent.id);
  if (!decided.ok) {
    await refused(decided.error);
    return;
  }
  await recordAll(fillByHand(run, decided.value), sent.id);
}
