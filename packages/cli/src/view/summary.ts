import type { Outcome, Status } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { showLocalTime } from '../output/show-time.ts';
import { commandsForStep } from './commands-for-step.ts';
import type { RunView } from './run-view.ts';
import type { StepView } from './step-view.ts';

/** A line of a summary; `status` says how it looks, and has no mark when it is absent. */
export interface SummaryLine {
  readonly status?: Status;
  readonly text: string;
}

/** How a run stands when nobody drives it any more, and what to do now. */
export function summarize(view: RunView): SummaryLine[] {
  const { status, text } = verdictLine(view);
  const next = nextFor(view);
  return [
    ...standing(view, (step) => commandsForStep(step, view.runId).map((command) => ({ text: `    ${command}` }))),
    { ...(status && { status }), text: next === undefined ? text : `${text}; ${next}` },
  ];
}

/** The same of a run with which nobody goes on, such as that of a rehearsal: nothing is said of what to do. */
export function summarizeOnly(view: RunView): SummaryLine[] {
  return [...standing(view, () => []), verdictLine(view)];
}

function standing(view: RunView, commandsOf: (step: StepView) => SummaryLine[]): SummaryLine[] {
  const line = (step: StepView, what: string) => [
    { status: step.status, text: `${step.id} ${step.title}: ${what}` },
    ...commandsOf(step),
  ];
  return [
    ...view.lacks.map((text): SummaryLine => ({ status: 'failed', text })),
    ...view.failed.flatMap((step) => line(step, showLine(step.failure?.message ?? step.status))),
    ...view.waiting.flatMap((step) =>
      line(step, step.whom === undefined ? 'waits for an answer' : `waits for ${step.whom}`),
    ),
    ...view.running.flatMap((step) => summarizeRunning(step)),
  ];
}

function summarizeRunning(step: StepView): SummaryLine[] {
  const at = step.nextAt === undefined ? '' : `, looked at again from ${showLocalTime(step.nextAt)}`;
  const progress = step.progress === undefined ? '' : `: ${showLine(step.progress.text)}`;
  const stopped = step.isAnswered ? 'is answered' : 'was cut off here';
  const where = step.nextAt === undefined ? stopped : `goes on${progress}${at}`;
  return [{ status: step.status, text: `${step.id} ${step.title} ${where}` }];
}

function verdictLine(view: RunView): SummaryLine {
  const { outcome, runId, done, total } = view;
  const { status, word } = verdicts[outcome];
  if (outcome === 'undone') return { status, text: `${runId} ${word}${stays(view)}` };
  const said = outcome === 'running' && isCutOff(view) ? 'was stopped' : word;
  return { status, text: `${runId} ${said}, ${done} of ${total} steps are through${passedOver(view)}` };
}

const verdicts: Readonly<Record<Outcome, { readonly status: Status; readonly word: string }>> = {
  passed: { status: 'passed', word: 'passed' },
  cancelled: { status: 'cancelled', word: 'was cancelled' },
  undone: { status: 'passed', word: 'was undone' },
  failed: { status: 'failed', word: 'stopped' },
  waiting: { status: 'waiting', word: 'waits' },
  paused: { status: 'waiting', word: 'is paused' },
  running: { status: 'waiting', word: 'waits' },
};

function isCutOff({ running }: RunView): boolean {
  return running.some(({ nextAt }) => nextAt === undefined);
}

/** What counts as through although it was not done. */
function passedOver({ finished }: RunView): string {
  const counts = (['skipped', 'waived'] as const).flatMap((word) => {
    const count = finished.filter(({ status }) => status === word).length;
    return count === 0 ? [] : [`, ${count} ${word}`];
  });
  return counts.join('');
}

/** How to go on; a step that failed would only fail again before somebody has decided about it. */
function nextFor({ outcome, runId, failed }: RunView): string | undefined {
  if (outcome === 'passed' || outcome === 'cancelled' || outcome === 'undone') return undefined;
  const resume = `checklist resume ${runId}`;
  if (outcome === 'failed' && failed.length > 0)
    return `decide about ${failed.length === 1 ? 'it' : 'them'} first (see above), then: ${resume}`;
  return `go on with: ${resume}`;
}

/** What an undo could not or was not to take back must not be overlooked. */
function stays({ finished }: RunView): string {
  const ids = finished.flatMap(({ id, undoing }) => {
    return undoing?.verdict === 'impossible' || undoing?.verdict === 'kept' ? [id] : [];
  });
  return ids.length === 0 ? '' : `; what these did stays: ${ids.join(', ')}`;
}
