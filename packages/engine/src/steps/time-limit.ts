import type { StepResult } from '../model/step-type.ts';
import type { Job } from './job.ts';

/** How long, in milliseconds, a step type may take to stop after its time is up. */
const patience = 15_000;
/** How long, in milliseconds, a look at work elsewhere may take that begins late: what ended meanwhile, as while the machine slept, counts. */
const lastLook = 60_000;
/** The longest that a timer of Node can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

interface TimeLimit {
  /** Aborted when the step's time is up. */
  readonly signal: AbortSignal;
  /** Settles when the time is up and the step type does not stop. */
  readonly isUp: Promise<StepResult>;
  /** Tells whether the step's time is up at a moment, in epoch milliseconds. */
  isOver(now: number): boolean;
  stop(): void;
}

/**
 * Watches over the time of one call, where the step sets a limit; the attempt's earlier calls count. A call itself is measured by
 * the time that this machine was awake: the program that it waits for slept as well.
 */
export function startTimeLimit({ step, item, key, context }: Job): TimeLimit | undefined {
  const { timeout } = step;
  if (timeout === undefined) return undefined;
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<StepResult>();
  const startedAt = item.attempts.find(({ attempt }) => attempt === key.attempt)?.startedAt ?? context.now();
  const end = startedAt + timeout;
  // A clock that was set back meanwhile makes the limit no longer than it is.
  const left = Math.min(end - context.now(), timeout);
  const timer = startTimer(item.pending === undefined ? left : Math.max(left, lastLook), () => {
    controller.abort();
    timer.wait(patience, () => resolve({ type: 'inconclusive', failure: { reason: 'timed-out', message: '' } }));
  });
  return { signal: controller.signal, isUp: promise, isOver: (now) => now >= end, stop: timer.stop };
}

function startTimer(after: number, callback: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const wait = (left: number, act: () => void) => {
    const nap = Math.min(Math.max(0, left), longestTimer);
    timer = setTimeout(() => (left > nap ? wait(left - nap, act) : act()), nap);
  };
  wait(after, callback);
  return { wait, stop: () => clearTimeout(timer) };
}
