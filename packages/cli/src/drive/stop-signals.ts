import type { LendTerminal } from '@checklist/engine';
import { exitCodes } from '../exit-codes.ts';

/** How a run is stopped from outside. */
export interface StopSignals {
  readonly signal: AbortSignal;
  /** Stopped by a signal or by Ctrl+C, and not because somebody chose to leave. */
  readonly isInterrupted: boolean;
  stop(): void;
  interrupt(): void;
  /** Meanwhile Ctrl+C is for the program that has the terminal. */
  readonly spare: LendTerminal;
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
  const names = ['SIGTERM', 'SIGHUP'] as const;
  let isSpared = false;
  const onKey = () => {
    if (!isSpared) interrupt();
  };
  process.on('SIGINT', onKey);
  for (const name of names) process.on(name, interrupt);
  return {
    signal: controller.signal,
    get isInterrupted() {
      return isInterrupted;
    },
    stop: () => controller.abort(),
    interrupt,
    async spare(use) {
      isSpared = true;
      try {
        return await use();
      } finally {
        isSpared = false;
      }
    },
    release: () => {
      process.off('SIGINT', onKey);
      for (const name of names) process.off(name, interrupt);
    },
  };
}
