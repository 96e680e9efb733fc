import type { RecordedEvent, RunProgress, RunState } from '@checklist/engine';
import type { Paint } from '../../output/paint.ts';
import { markLine } from '../../output/print-marked.ts';
import { showClock } from '../../output/show-time.ts';
import { describeEvent } from '../../view/describe-event.ts';
import { type RunView, viewRun } from '../../view/run-view.ts';
import { finishedLine } from '../../view/status-lines.ts';
import { createLiveOutput } from '../live-output.ts';

/** A line that is written once. */
export interface PastLine {
  readonly index: number;
  readonly text: string;
}

/** What the screen draws at one moment. */
export interface ScreenSnapshot {
  /** Lines above the part that is drawn anew, each written once. */
  readonly past: readonly PastLine[];
  /** Absent before the first events. */
  readonly view?: RunView;
  readonly state?: RunState;
  /** What became of the newest command of this screen, when it was refused. */
  readonly notice?: string;
  readonly now: number;
  readonly isClosed: boolean;
}

/** Holds what the screen shows; draws at most so often, however fast events come. */
export interface ScreenStore {
  subscribe(callback: () => void): () => void;
  snapshot(): ScreenSnapshot;
  takeEvents(events: readonly RecordedEvent[], state: RunState): void;
  takeProgress(progress: RunProgress): void;
  /** Remembers a command of this screen, so that a refusal is told. */
  expect(commandId: string): void;
  tell(notice: string | undefined): void;
  close(): void;
}

/** Milliseconds between two drawings. */
const frame = 100;
/** Finished steps that somebody who comes back sees again. */
const recalled = 5;
/** Details of an ending that stay above the screen. */
const details = 6;

export function createScreenStore(paint: Paint, now: () => number): ScreenStore {
  const live = createLiveOutput();
  const mine = new Set<string>();
  const callbacks = new Set<() => void>();
  let past: readonly PastLine[] = [];
  const write = (lines: readonly string[]) => {
    past = [...past, ...lines.map((text, place) => ({ index: past.length + place, text }))];
  };
  let state: RunState | undefined;
  let notice: string | undefined;
  let isClosed = false;
  let current: ScreenSnapshot = { past, now: now(), isClosed };
  let due: NodeJS.Timeout | undefined;
  const draw = () => {
    clearTimeout(due);
    due = undefined;
    const at = now();
    const shown = state === undefined ? {} : { state, view: viewRun(state, at, live.steps) };
    current = { past, now: at, isClosed, ...shown, ...(notice === undefined ? {} : { notice }) };
    for (const callback of callbacks) callback();
  };
  const drawSoon = () => {
    due ??= setTimeout(draw, frame);
  };
  const clock = setInterval(drawSoon, 1_000);
  return {
    subscribe(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    snapshot: () => current,
    takeEvents(events, after) {
      write(
        state === undefined ? openingLines(after, paint) : events.flatMap((event) => pastLines(event, after, paint)),
      );
      state = after;
      for (const event of events) {
        if (event.type === 'attempt-ended') live.drop(event.step);
        if (event.commandId !== undefined && mine.has(event.commandId))
          notice = event.type === 'command-refused' ? event.reason : undefined;
      }
      drawSoon();
    },
    takeProgress(progress) {
      live.take(progress);
      drawSoon();
    },
    expect: (commandId) => void mine.add(commandId),
    tell(text) {
      notice = text;
      draw();
    },
    close() {
      clearInterval(clock);
      isClosed = true;
      draw();
    },
  };
}

function openingLines(state: RunState, paint: Paint): string[] {
  const view = viewRun(state, state.lastAt);
  const before = view.finished.length - recalled;
  const shown = view.finished.slice(-recalled).map(finishedLine);
  return [
    ...(before > 0 ? [paint('dim', `... ${before} steps that ended before`)] : []),
    ...shown.map(({ status, text }) => markLine(paint, status, text)),
  ];
}

function pastLines(event: RecordedEvent, state: RunState, paint: Paint): string[] {
  const happening = describeEvent(event, state);
  if (happening?.isEnding !== true) return [];
  const { at, status, text, note } = happening;
  const head = `${paint('dim', showClock(at))} ${markLine(paint, status, text)}${note === '' ? '' : ` ${paint('dim', note)}`}`;
  return [head, ...happening.details.slice(0, details).map((line) => `    ${line}`)];
}
