import type { Progress, RunProgress } from '@checklist/engine';
import { showLines } from '../output/show-text.ts';
import type { LiveStep } from '../view/step-view.ts';

/** Lines that are kept of each step. */
const kept = 5;
/** Characters that are kept of a line that does not end. */
const longest = 2_000;

/** The newest output and progress of the steps under way. */
export interface LiveOutput {
  readonly steps: ReadonlyMap<string, LiveStep>;
  take(progress: RunProgress): void;
  /** Forgets a step that ended. */
  drop(step: string): void;
}

/** Collects what steps print, for screens that show the last lines. */
export function createLiveOutput(): LiveOutput {
  const steps = new Map<string, LiveStep>();
  const texts = new Map<string, string>();
  return {
    steps,
    take(progress) {
      const before = steps.get(progress.step);
      if (progress.type === 'progress') {
        steps.set(progress.step, { lines: before?.lines ?? [], progress: progress.progress });
        return;
      }
      const text = tail((texts.get(progress.step) ?? '') + progress.text);
      texts.set(progress.step, text);
      steps.set(progress.step, { lines: showLines(text).slice(-kept), ...keepProgress(before?.progress) });
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

function keepProgress(progress: Progress | undefined): { readonly progress?: Progress } {
  return progress === undefined ? {} : { progress };
}
