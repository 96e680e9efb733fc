import type { RecordedEvent, RunProgress, RunState } from '@checklist/engine';
import { createRunIndex, type RunIndex } from '../../view/run-index.ts';
import type { LiveStep } from '../../view/step-view.ts';
import { createLiveOutput } from '../live-output.ts';

/** What the screen draws at one moment. */
export interface ScreenSnapshot {
  /** Absent before the first events. */
  readonly state?: RunState;
  readonly index: RunIndex;
  readonly live: ReadonlyMap<string, LiveStep>;
  /** Milliseconds that steps took in earlier runs. */
  readonly usual: ReadonlyMap<string, number>;
  /** What became of the newest command of this screen, when it was refused. */
  readonly notice?: string;
  readonly now: number;
}

/** Holds what the screen shows; draws at most so often, however fast events come. */
export interface ScreenStore {
  subscribe(callback: () => void): () => void;
  snapshot(): ScreenSnapshot;
  takeEvents(events: readonly RecordedEvent[], state: RunState): void;
  takeProgress(progress: RunProgress): void;
  takeUsual(usual: ReadonlyMap<string, number>): void;
  /** Remembers a command of this screen, so that a refusal is told. */
  expect(commandId: string): void;
  tell(notice: string | undefined): void;
  close(): void;
}

/** Milliseconds between two drawings. */
const frame = 100;

export function createScreenStore(clock: () => number): ScreenStore {
  const mine = new Set<string>();
  const callbacks = new Set<() => void>();
  const index = createRunIndex();
  /** Milliseconds by which the run's clock is ahead of this one: that of a rehearsal hurries. */
  let ahead = 0;
  const now = () => clock() + ahead;
  const live = createLiveOutput(now);
  let usual: ReadonlyMap<string, number> = new Map();
  let state: RunState | undefined;
  let notice: string | undefined;
  let current: ScreenSnapshot = { index, live: live.steps, usual, now: now() };
  let due: NodeJS.Timeout | undefined;
  const draw = () => {
    clearTimeout(due);
    due = undefined;
    if (state !== undefined) index.update(state);
    const shown = { ...(state === undefined ? {} : { state }), ...(notice === undefined ? {} : { notice }) };
    current = { index, live: live.steps, usual, now: now(), ...shown };
    for (const callback of callbacks) callback();
  };
  const drawSoon = () => {
    due ??= setTimeout(draw, frame);
  };
  const ticks = setInterval(drawSoon, 1_000);
  return {
    subscribe(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    snapshot: () => current,
    takeEvents(events, after) {
      const isFirst = state === undefined;
      state = after;
      ahead = Math.max(0, after.lastAt - clock());
      for (const event of events) {
        if (event.type === 'attempt-ended') live.drop(event.step);
        if (event.type === 'attempt-pending' && event.progress !== undefined) live.note(event.step, event.progress);
        if (event.commandId !== undefined && mine.has(event.commandId))
          notice = event.type === 'command-refused' ? event.reason : undefined;
      }
      if (isFirst) draw();
      else drawSoon();
    },
    takeProgress(progress) {
      live.take(progress);
      drawSoon();
    },
    takeUsual(times) {
      usual = times;
      drawSoon();
    },
    expect: (commandId) => void mine.add(commandId),
    tell(text) {
      notice = text;
      draw();
    },
    close() {
      clearInterval(ticks);
      draw();
      clearTimeout(due);
    },
  };
}
