import type { Progress, RunProgress } from '@checklist/engine';
import { showLines } from '../output/show-text.ts';
import type { LiveStep, Pace } from '../view/step-view.ts';

/** Lines that are kept of each step. */
const kept = 5;
/** Characters that are kept of a line that does not end. */
const longest = 2_000;

/** The newest output and progress of the steps under way. */
export interface LiveOutput {
  readonly steps: ReadonlyMap<string, LiveStep>;
  take(progress: RunProgress): void;
  /** Progress that is on record, which says less than what is only shown. */
  note(step: string, progress: Progress): void;
  /** Forgets a step that ended. */
  drop(step: string): void;
}

/** Collects what steps print, for screens that show the last lines. `now` is in epoch milliseconds. */
export function createLiveOutput(now: () => number = Date.now): LiveOutput {
  const steps = new Map<string, LiveStep>();
  const texts = new Map<string, string>();
  const come = (step: string, progress: Progress) => {
    const { lines = [], pace: before } = steps.get(step) ?? {};
    const pace = paceOf(before, progress.fraction, now());
    steps.set(step, { lines, progress, ...(pace === undefined ? {} : { pace }) });
  };
  return {
    steps,
    note(step, progress) {
      const { series, url } = steps.get(step)?.progress ?? {};
      come(step, { ...(series === undefined ? {} : { series }), ...(url === undefined ? {} : { url }), ...progress });
    },
    take(progress) {
      if (progress.type === 'progress') {
        come(progress.step, progress.progress);
        return;
      }
      const text = tail((texts.get(progress.step) ?? '') + progress.text);
      texts.set(progress.step, text);
      steps.set(progress.step, { ...steps.get(progress.step), lines: showLines(text).slice(-kept) });
    },
    drop(step) {
      steps.delete(step);
      texts.delete(step);
    },
  };
}

function tail(text: string): string {
  return text
    .split('\n')
    .slice(-kept - 1)
    .join('\n')
    .slice(-kept * longest);
}

/** How fast a step comes on; one that went back begins anew. */
function paceOf(before: Pace | undefined, fraction: number | undefined, at: number): Pace | undefined {
  if (fraction === undefined) return before;
  const isFirst = before === undefined || fraction < before.fraction;
  return isFirst ? { since: at, from: fraction, at, fraction } : { ...before, at, fraction };
}
