import type { StepResult } from '../model/step-type.ts';
import type { Job } from './job.ts';

/** How long, in milliseconds, a step type may take to stop after its time is up. */
const patience = 15_000;

interface TimeLimit {
  /** Aborted when the step's time is up. */
  readonly signal: AbortSignal;
  /** Settles when the time is up and the step type does not stop. */
  readonly isUp: Promise<StepResult>;
  stop(): void;
}

/** Watches over the time of one call, where the step sets a limit; the attempt's earlier calls count. */
export function startTimeLimit(job: Job): TimeLimit | undefined {
  const { timeout } = job.step;
  if (timeout === undefined) return undefined;
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<StepResult>();
  const startedAt =
    job.item.attempts.find(({ attempt }) => attempt === job.key.attempt)?.startedAt ?? job.context.now();
  const left = Math.max(0, startedAt + timeout - job.context.now());
  let timer = setTimeout(
    () => {
      controller.abort();
      timer = setTimeout(
        () => resolve({ type: 'inconclusive', failure: { reason: 'timed-out', message: '' } }),
        patience,
      );
    },
    Math.min(left, 2 ** 31 - 1),
  );
  return { signal: controller.signal, isUp: promise, stop: () => clearTimeout(timer) };
}
