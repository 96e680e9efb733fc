import { showElapsed } from '../output/show-time.ts';
import { lookOfStatus } from '../view/look-of-status.ts';
import type { ReportPerson, ReportRound, ReportStatus, ReportStep, RunReport } from './model/run-report.ts';
import { stepsOf } from './model/steps-of.ts';

/** How the run as a whole stands, with the mark and the look of a status. */
export interface Verdict {
  readonly status: ReportStatus;
  readonly text: string;
}

export function verdictOf({ run }: RunReport): Verdict {
  switch (run.outcome) {
    case 'passed':
      return { status: 'passed', text: 'Passed' };
    case 'failed':
      return { status: 'failed', text: 'Stopped by a failure' };
    case 'waiting':
      return { status: 'waiting', text: 'Waits for a person' };
    case 'paused':
      return { status: 'waiting', text: 'Paused' };
    case 'running':
      return { status: 'running', text: 'Not ended' };
    case 'cancelled':
      return { status: 'cancelled', text: 'Cancelled' };
    case 'undone':
      return { status: 'skipped', text: 'Undone' };
  }
}

/** Whether nothing more happens in the run by itself. */
export function isEnded({ run: { outcome } }: RunReport): boolean {
  return outcome === 'passed' || outcome === 'cancelled' || outcome === 'undone';
}

/** `49 of 52 steps are through: 46 passed, 2 waived, 1 skipped, 3 pending`. */
export function progressText({ counts }: RunReport): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { passed = 0, waived = 0, skipped = 0 } = counts;
  const parts = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  const through = `${passed + waived + skipped} of ${total} steps are through`;
  return parts.length > 1 ? `${through}: ${parts.join(', ')}` : through;
}

export function markOf(status: ReportStatus): string {
  return lookOfStatus(status).mark;
}

export function personText({ name, email }: ReportPerson): string {
  return email === undefined ? name : `${name} (${email})`;
}

/** `3h 02m, 2h 10m of it for a person`. */
export function tookText({ took, waited = 0 }: Pick<ReportStep, 'took' | 'waited'>): string {
  if (took === undefined) return '';
  if (waited < 1_000) return showElapsed(took);
  if (waited > took * 0.95) return `${showElapsed(took)} for a person`;
  return `${showElapsed(took)}, ${showElapsed(waited)} of it for a person`;
}

/** A number as a person reads it: `40012`, `0.9531`, `1.2e-7`. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size >= 1e12 || size < 1e-4) return value.toExponential(2);
  return String(Number(value.toPrecision(size >= 1000 ? Math.max(4, Math.ceil(Math.log10(size))) : 4)));
}

/** What became of taking something back. */
export function undoText(verdict: NonNullable<ReportRound['undone']>['verdict'], by: ReportPerson | undefined): string {
  if (verdict === 'kept') return `stays, as ${by?.name ?? 'somebody'} decided`;
  return { undone: 'taken back', failed: 'could not be taken back', impossible: 'stays' }[verdict];
}

type Intervention = RunReport['interventions'][number];

/** What a person did to the run, without what it was about: `Robb handed the run over to Axel`. */
export function deedText({ type, by, to }: Intervention): string {
  return `${by.name} ${deeds[type]}${to === undefined ? '' : ` to ${to.name}`}`;
}

const deeds: Readonly<Record<Intervention['type'], string>> = {
  edit: 'took an edit of the checklist over',
  retry: 'retried',
  redo: 'opened a new round of',
  keep: 'kept the result of',
  'by-hand': 'began to do by hand',
  skip: 'skipped',
  waive: 'waived',
  cancel: 'cancelled the run',
  undo: 'asked for the undo',
  handover: 'handed the run over',
  pause: 'paused the run',
  resume: 'let the run go on',
};

/** The steps that need somebody now. */
export function openSteps(report: RunReport): ReportStep[] {
  return stepsOf(report).filter(({ status, isRemoved }) => {
    return (
      isRemoved !== true && ['failed', 'inconclusive', 'unknown', 'waiting', 'running', 'cancelled'].includes(status)
    );
  });
}

/** Whether lines say nothing. */
export function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === '');
}
