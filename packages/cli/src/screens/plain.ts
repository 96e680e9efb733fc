import type { RecordedEvent, RunState, Status } from '@checklist/engine';
import type { Paint } from '../output/paint.ts';
import { markLine } from '../output/print-marked.ts';
import { showLine } from '../output/show-text.ts';
import { showClock, showElapsed } from '../output/show-time.ts';
import { commandsForStep } from '../view/commands-for-step.ts';
import { describeAsk } from '../view/describe-ask.ts';
import { describeEvent } from '../view/describe-event.ts';
import type { Happening } from '../view/happening.ts';
import { headerLine } from '../view/header-line.ts';
import { viewRun } from '../view/run-view.ts';
import { createLiveOutput } from './live-output.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Screen, ScreenSetting } from './screen.ts';
import { tellRunnerOf } from './tell-runner.ts';

/** Milliseconds of silence after which a line says what is under way. */
const heartbeat = 30_000;

/** One line per transition, for logs and pipes. */
export function openPlainScreen({
  terminal,
  spare,
  sources,
  isRehearsal = false,
}: Pick<ScreenSetting, 'terminal' | 'spare' | 'sources' | 'isRehearsal'>): Screen {
  const { paint, isRunner } = terminal;
  const style = { paint, isRehearsal };
  const live = createLiveOutput();
  const told = new Map<string, string>();
  let held: string[] | undefined;
  const print = (text: string) => {
    if (held === undefined) terminal.print(text);
    else held.push(text);
  };
  let state: RunState | undefined;
  const beat = () => {
    const line = state === undefined ? undefined : heartbeatLine(state, live, Date.now());
    if (line !== undefined) print(paint('dim', `${showClock(Date.now())} ${line}`));
  };
  const lend = oneAtATime(async (use) => {
    held = [];
    try {
      return await spare(use);
    } finally {
      const lines = held;
      held = undefined;
      if (lines.length > 0) print(lines.join('\n'));
    }
  });
  const timer = setInterval(beat, heartbeat);
  return {
    onEvents(events, after) {
      const isOpening = state === undefined;
      const lines =
        state === undefined
          ? openingLines(after, style)
          : events.flatMap((event) => eventLines(event, after, told, style));
      state = after;
      for (const event of events) if (event.type === 'attempt-ended') live.drop(event.step);
      if (lines.length > 0) {
        print(lines.join('\n'));
        timer.refresh();
      }
      if (isRunner && !isOpening) for (const event of events) tellRunnerOf(event, terminal, sources);
    },
    onProgress(progress) {
      live.take(progress);
      // A program that outlived its driver keeps the run from going on: whoever waits is told at once.
      if (progress.type === 'progress' && statusOf(state, progress.step) === 'unknown') beat();
    },
    stayFor: () => false,
    ...(terminal.isInteractive && { lend }),
    close: async () => clearInterval(timer),
  };
}

function statusOf(state: RunState | undefined, step: string): Status | undefined {
  const index = state?.graph.indexOf.get(step);
  return index === undefined ? undefined : state?.items.get(index).status;
}

interface Style {
  readonly paint: Paint;
  readonly isRehearsal: boolean;
}

/** What somebody who comes back needs: where the run stands, and what is asked. */
function openingLines(state: RunState, style: Style): string[] {
  const view = viewRun(state, state.lastAt);
  const asks = view.waiting.flatMap((step) => {
    const details = step.ask === undefined ? [] : describeAsk(step.ask);
    const note = step.whom === undefined ? 'asks' : `asks ${step.whom}`;
    const head = { at: state.lastAt, status: step.status, text: `${step.id} ${step.title}`, note };
    return happeningLines({ ...head, details, commands: commandsForStep(step, view.runId), isEnding: false }, style);
  });
  return [style.paint('bold', headerLine(view)), ...asks];
}

function eventLines(event: RecordedEvent, state: RunState, told: Map<string, string>, style: Style): string[] {
  const happening = describeEvent(event, state);
  if (happening === undefined) return [];
  // A check that found nothing new is no transition.
  if (event.type === 'attempt-pending') {
    if (told.get(event.step) === happening.note) return [];
    told.set(event.step, happening.note);
  }
  return happeningLines(happening, style);
}

function happeningLines(
  { at, status, text, note, details, commands }: Happening,
  { paint, isRehearsal }: Style,
): string[] {
  const head = markLine(paint, status, note === '' ? text : `${text} ${paint('dim', note)}`);
  return [
    `${showClock(at)} ${head}`,
    ...[...details, ...(isRehearsal ? [] : commands)].map((line) => `           ${line}`),
  ];
}

function heartbeatLine(state: RunState, live: ReturnType<typeof createLiveOutput>, now: number): string | undefined {
  const { running, done, total } = viewRun(state, now, live.steps);
  if (running.length === 0) return undefined;
  const steps = running.slice(0, 3).map((step) => {
    const last = step.progress?.text ?? step.lastLines.at(-1);
    return `${step.id} ${step.elapsed === undefined ? '' : showElapsed(step.elapsed)}${last === undefined ? '' : ` (${showLine(last).slice(0, 100)})`}`;
  });
  const more = running.length > 3 ? ` and ${running.length - 3} more` : '';
  return `· still running: ${steps.join(', ')}${more}; ${done} of ${total} done`;
}
