import type { AttemptKey, Evidence, Json } from '@checklist/engine';
import type { ReportAsk, ReportAttempt, ReportRound, ReportSpan } from './run-report.ts';

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** An attempt as it is gathered; its evidence still holds curves. */
export type RecordedAttempt = Open<Omit<ReportAttempt, 'evidence'>> & { evidence: readonly Evidence[] };

/** A round as it is gathered. */
export interface RecordedRound {
  readonly round: number;
  opened?: NonNullable<ReportRound['opened']>;
  readonly attempts: RecordedAttempt[];
  readonly asks: (Open<Omit<ReportAsk, 'answers'>> & { answers: ReportAsk['answers'][number][] })[];
}

/** What the journal tells of one step, as it is gathered. */
export interface StepRecord {
  readonly rounds: RecordedRound[];
  readonly spans: Open<ReportSpan>[];
}

export function createStepRecord(): StepRecord {
  return { rounds: [], spans: [] };
}

/** The round of this number, made when it is new. */
export function roundOf(record: StepRecord, round: number): RecordedRound {
  const found = record.rounds.find((one) => one.round === round);
  if (found !== undefined) return found;
  const made: RecordedRound = { round, attempts: [], asks: [] };
  record.rounds.push(made);
  return made;
}

/** The attempt of this key, made when it is new. */
export function attemptOf(record: StepRecord, { round, attempt }: AttemptKey): RecordedAttempt {
  const { attempts } = roundOf(record, round);
  const found = attempts.find((one) => one.attempt === attempt);
  if (found !== undefined) return found;
  const made: RecordedAttempt = { attempt, outputs: {} satisfies Record<string, Json>, evidence: [] };
  attempts.push(made);
  return made;
}

/** Begins a stretch of time where another one ends. */
export function openSpan(
  record: StepRecord,
  kind: ReportSpan['kind'],
  { round, attempt }: AttemptKey,
  at: number,
): void {
  closeSpan(record, at);
  record.spans.push({ kind, round, attempt, from: at });
}

/** Ends the stretch of time that goes on, if there is one. */
export function closeSpan({ spans }: StepRecord, at: number): void {
  const last = spans.at(-1);
  if (last !== undefined && last.to === undefined) last.to = at;
}

export function openKind({ spans }: StepRecord): ReportSpan['kind'] | undefined {
  const last = spans.at(-1);
  return last?.to === undefined ? last?.kind : undefined;
}
