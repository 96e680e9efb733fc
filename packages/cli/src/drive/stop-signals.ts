import { exitCodes } from '../exit-codes.ts';

/** How a run is stopped from outside. */
export interface StopSignals {
  readonly signal: AbortSignal;
  /** Stopped by a signal or by Ctrl+C, and not because somebody chose to leave. */
  readonly isInterrupted: boolean;
  stop(): void;
  interrupt(): void;
  release(): void;
}

/** Listens for the signals that end a process. The first one stops in an orderly way, the second one ends at once. */
export function listenForStop(onFirst: () => void): StopSignals {
  const controller = new AbortController();
  let isInterrupted = false;
  const interrupt = () => {
    if (isInterrupted) process.exit(exitCodes.interrupted);
    isInterrupted = true;
    if (!controller.signal.aborted) onFirst();
    controller.abort();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, interrupt);
  return {
    signal: controller.signal,
    get isInterrupted() {
      return isInterrupted;
    },
    stop: () => controller.abort(),
    interrupt,
    release: () => {
      for (const name of names) process.off(name, interrupt);
    },
  };
}
