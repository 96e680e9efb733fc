import { formatDuration } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { showElapsed } from '../output/show-time.ts';
import { commandsForStep } from './commands-for-step.ts';
import { describeAsk } from './describe-ask.ts';
import { describeFailure } from './describe-failure.ts';
import type { RunView } from './run-view.ts';
import type { StepView } from './step-view.ts';
import type { SummaryLine } from './summary.ts';
import { describeUndoing } from './undo-lines.ts';

/** A run for somebody who looks at it: what needs somebody first, what is finished in a line each. */
export function statusLines(view: RunView, now: number): SummaryLine[] {
  return [
    ...view.lacks.map((text): SummaryLine => ({ status: 'failed', text })),
    ...view.failed.flatMap((step) => failedLines(step, view.runId)),
    ...view.running.map((step) => runningLine(step, now)),
    ...view.waiting.flatMap((step) => waitingLines(step, view.runId)),
    ...view.finished.map(finishedLine),
  ];
}

function failedLines(step: StepView, runId: string): SummaryLine[] {
  const { failure } = step;
  const details = failure === undefined ? [] : describeFailure(failure);
  const head = `${step.id} ${step.title}: ${showLine(failure?.message ?? step.status)}`;
  return [{ status: step.status, text: head }, ...indent([...details, ...commandsForStep(step, runId)])];
}

/** A step under way: elapsed, progress, and when it is looked at again. */
export function runningLine(step: StepView, now: number): SummaryLine {
  const elapsed = step.isAnswered ? ' is answered' : step.elapsed === undefined ? '' : ` ${showElapsed(step.elapsed)}`;
  const last = step.progress?.text ?? step.lastLines.at(-1);
  const text = last === undefined ? '' : ` ${showLine(last)}`;
  const next =
    step.nextAt === undefined
      ? ''
      : ` (${step.status === 'pending' ? 'tried' : 'looked at'} again ${inTime(step.nextAt - now)})`;
  return {
    status: step.status === 'pending' ? 'running' : step.status,
    text: `${step.id} ${step.title}${elapsed}${text}${next}${step.isLate ? ' late' : ''}`,
  };
}

function waitingLines(step: StepView, runId: string): SummaryLine[] {
  const whom = step.whom === undefined ? 'asks' : `asks ${step.whom}`;
  const lines = step.ask === undefined ? [] : [...describeAsk(step.ask), ...commandsForStep(step, runId)];
  return [
    { status: step.status, text: `${step.id} ${step.title} ${whom}${step.isLate ? ', late' : ''}` },
    ...indent(lines),
  ];
}

/** A step that is through, in one line. */
export function finishedLine(step: StepView): SummaryLine {
  const { decision } = step;
  const by = decision?.by === undefined ? '' : ` by ${showLine(decision.by.name)}`;
  const done = decision === undefined ? step.note : `${decision.type}${by}: ${showLine(decision.reason)}`;
  const notes = [done, describeUndoing(step.undoing)].filter((note) => note !== undefined);
  return { status: step.status, text: `${step.id} ${step.title}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}` };
}

function indent(lines: readonly string[]): SummaryLine[] {
  return lines.map((text) => ({ text: `    ${text}` }));
}

function inTime(milliseconds: number): string {
  if (milliseconds <= 0) return 'on resume';
  return `in ${formatDuration(Math.max(1_000, Math.round(milliseconds / 1_000) * 1_000))}`;
}
