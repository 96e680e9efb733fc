import type { Status } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
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
  return [
    ...view.lacks.map((text): SummaryLine => ({ status: 'failed', text })),
    ...view.failed.flatMap((step) => summarizeStep(step, view.runId, showLine(step.failure?.message ?? step.status))),
    ...view.waiting.flatMap((step) =>
      summarizeStep(step, view.runId, step.whom === undefined ? 'waits for an answer' : `waits for ${step.whom}`),
    ),
    ...view.running.flatMap((step) => summarizeRunning(step)),
    verdictLine(view),
  ];
}

function summarizeStep(step: StepView, runId: string, what: string): SummaryLine[] {
  const commands = commandsForStep(step, runId).map((text) => ({ text: `    ${text}` }));
  return [{ status: step.status, text: `${step.id} ${step.title}: ${what}` }, ...commands];
}

function summarizeRunning(step: StepView): SummaryLine[] {
  const at = step.nextAt === undefined ? '' : `, looked at again from ${new Date(step.nextAt).toISOString()}`;
  const progress = step.progress === undefined ? '' : `: ${showLine(step.progress.text)}`;
  const stopped = step.isAnswered ? 'is answered' : 'was cut off here';
  const handle =
    step.handle === undefined ? '' : `, its handle is ${showLine(JSON.stringify(step.handle)).slice(0, 200)}`;
  const where = step.nextAt === undefined ? stopped : `goes on${progress}${at}${handle}`;
  return [{ status: step.status, text: `${step.id} ${step.title} ${where}` }];
}

function verdictLine(view: RunView): SummaryLine {
  const { outcome, runId, done, total, running } = view;
  const isCutOff = running.some(({ nextAt }) => nextAt === undefined);
  const resume = `checklist resume ${runId}`;
  switch (outcome) {
    case 'passed':
      return { status: 'passed', text: `${runId} passed, ${done} of ${total} steps are through` };
    case 'cancelled':
      return { status: 'cancelled', text: `${runId} was cancelled, ${done} of ${total} steps are through` };
    case 'undone':
      return { status: 'passed', text: `${runId} was undone${stays(view)}` };
    case 'failed':
      return {
        status: 'failed',
        text: `${runId} stopped, ${done} of ${total} steps are through; go on with: ${resume}`,
      };
    case 'waiting':
      return {
        status: 'waiting',
        text: `${runId} waits, ${done} of ${total} steps are through; go on with: ${resume}`,
      };
    case 'paused':
      return {
        status: 'waiting',
        text: `${runId} is paused, ${done} of ${total} steps are through; go on with: ${resume}`,
      };
    case 'running':
      return {
        status: 'waiting',
        text: `${runId} ${isCutOff ? 'was stopped' : 'waits'}, ${done} of ${total} steps are through; go on with: ${resume}`,
      };
  }
}

/** What an undo could not or was not to take back must not be overlooked. */
function stays({ finished }: RunView): string {
  const ids = finished.flatMap(({ id, undoing }) => {
    return undoing?.verdict === 'impossible' || undoing?.verdict === 'kept' ? [id] : [];
  });
  return ids.length === 0 ? '' : `; what these did stays: ${ids.join(', ')}`;
}
