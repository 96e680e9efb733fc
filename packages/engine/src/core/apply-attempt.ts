import type { Retry } from '../model/checklist.ts';
import type {
  AnswerGiven,
  AttemptEnded,
  AttemptPending,
  AttemptStarted,
  QuestionAsked,
  RecordedEvent,
  SignOff,
  UndoBasis,
} from '../model/event.ts';
import type { FailureReason } from '../model/failure.ts';
import type { Ask } from '../model/question.ts';
import type { Attempt, ItemState } from '../model/run-state.ts';
import { conclude } from './consequences.ts';
import { newestActed } from './deeds.ts';
import { type Changes, change, type Draft } from './draft.ts';
import { reflow, standBack } from './flow.ts';

type Recorded<E> = E & Pick<RecordedEvent, 'seq' | 'at'>;

/** Reasons that another attempt by itself cannot mend. */
const finalReasons: ReadonlySet<FailureReason> = new Set([
  'answer-rejected',
  'cancelled',
  'conflict',
  'declined',
  'options',
  'preflight',
  'rejected',
]);

export function applyAttemptStarted(draft: Draft, index: number, event: Recorded<AttemptStarted>): void {
  const item = draft.items.get(index);
  const isSeen = event.plan === undefined ? {} : { isSeen: true as const };
  const attempt = { attempt: event.attempt, startedAt: event.at, startedSeq: event.seq, ...isSeen };
  const attempts = [...item.attempts, attempt];
  const digest = digestOf(draft, index);
  const over = { failure: undefined, ask: undefined, retryAt: undefined };
  change(draft, index, { ...over, status: 'running', attempts, digest, ...takeWay(item, event.basis) });
}

/** The world before is that of the first attempt: another one that goes the same way may find a part done already. */
function takeWay(item: ItemState, basis: UndoBasis | undefined): Changes {
  const acted = newestActed(item);
  if (item.basis === undefined || acted === undefined) return basis === undefined ? {} : { basis };
  if (basis !== undefined && wayOf(basis) === wayOf(item.basis)) return {};
  const { outputs, handle, detours = [] } = item;
  const { attempt } = acted;
  const detour = { attempt, basis: item.basis, outputs, ...(handle === undefined ? {} : { handle }) };
  return { basis, detours: [...detours, detour], outputs: {}, handle: undefined };
}

function wayOf({ stepType, options, undo }: UndoBasis): string {
  return JSON.stringify([stepType, options, undo]);
}

export function applyAttemptPending(draft: Draft, index: number, event: Recorded<AttemptPending>): void {
  const since = draft.items.get(index).pending?.since ?? event.at;
  const pending = {
    handle: event.handle,
    checkAt: event.checkAt,
    since,
    ...(event.progress === undefined ? {} : { progress: event.progress }),
  };
  change(draft, index, { status: 'running', pending, handle: event.handle });
}

export function applyQuestionAsked(draft: Draft, index: number, event: Recorded<QuestionAsked>): void {
  const { ask, seq: askedSeq, at: askedAt } = event;
  const status = ask.kind === 'recovery' ? 'unknown' : 'waiting';
  // Who approved what did not pass has not approved what is asked now.
  const voided = ask.kind === 'questions' ? { signOffs: [] } : {};
  const { attempts } = draft.items.get(index);
  const last = attempts.at(-1);
  const byHand =
    ask.kind === 'by-hand' && last !== undefined
      ? { attempts: attempts.with(-1, { ...last, isByHand: true as const }) }
      : {};
  const asked = { ...voided, ...byHand, status, ask, askedSeq, askedAt } as const;
  change(draft, index, { ...asked, digest: digestOf(draft, index), pending: undefined });
}

export function applyAnswerGiven(draft: Draft, index: number, event: AnswerGiven): void {
  const item = draft.items.get(index);
  if (item.ask === undefined) return;
  if (item.ask.kind === 'confirmation') {
    const confirmed = item.ask.plan ?? [];
    change(draft, index, { status: 'pending', confirmed, ask: undefined, answeredBy: event.by });
    return standBack(draft, index);
  }
  const signOffs = event.signOff === undefined ? item.signOffs : [...item.signOffs, event.signOff];
  const answeredBy = event.signOff?.by ?? event.by;
  change(draft, index, { signOffs, answeredBy, ...(isEnough(signOffs, item.ask) ? { answers: event.answers } : {}) });
}

/** Tells whether as many have signed off as the question wants. */
export function isEnough(signOffs: readonly SignOff[], { signOff }: Ask): boolean {
  return signOffs.length >= (signOff?.atLeast ?? 0);
}

export function applyAttemptEnded(draft: Draft, index: number, event: Recorded<AttemptEnded>): void {
  const item = draft.items.get(index);
  const attempts = endAttempt(item.attempts, event);
  const over = { attempts, pending: undefined, ask: undefined, answers: undefined, confirmed: undefined };
  if (event.verdict === 'interrupted') {
    change(draft, index, { ...over, status: 'pending' });
    return draft.isCancelled ? reflow(draft) : standBack(draft, index);
  }
  const tries = item.tries + 1;
  const { outputs, evidence, failure, note } = event;
  const answeredBy = event.by ?? item.answeredBy;
  const kept = {
    ...over,
    tries,
    outputs,
    evidence,
    failure,
    note,
    answeredBy,
    digest: digestOf(draft, index),
    endedSeq: event.seq,
  };
  const retry = stepOf(draft, index)?.retry;
  if (!draft.isCancelled && event.verdict !== 'passed' && mayRetry(retry, tries, event)) {
    change(draft, index, { ...kept, status: 'pending', retryAt: event.at + retryDelay(retry, tries) });
    return standBack(draft, index);
  }
  change(draft, index, { ...kept, status: event.verdict, retryAt: undefined });
  conclude(draft, index);
}

/** Milliseconds before the next attempt, after so many that failed: exponential, with a ceiling. */
export function retryDelay(retry: Retry, tries: number): number {
  return Math.min(retry.maxDelay, retry.delay * retry.factor ** (tries - 1));
}

function mayRetry(retry: Retry | undefined, tries: number, event: AttemptEnded): retry is Retry {
  if (retry === undefined || tries >= retry.attempts || event.verdict === 'cancelled') return false;
  return event.failure === undefined || !finalReasons.has(event.failure.reason);
}

/** An attempt that ended before anything was done ("was already so") has no start. */
function endAttempt(attempts: readonly Attempt[], event: Recorded<AttemptEnded>): ItemState['attempts'] {
  const ended = {
    endedAt: event.at,
    verdict: event.verdict,
    ...(event.failure === undefined ? {} : { failure: event.failure }),
    ...(event.note === undefined ? {} : { note: event.note }),
    ...(event.verdict === 'interrupted' && event.by !== undefined ? { isDenied: true as const } : {}),
  };
  const last = attempts.at(-1);
  if (last?.attempt !== event.attempt) return [...attempts, { attempt: event.attempt, ...ended }];
  return attempts.with(-1, { ...last, ...ended });
}

function stepOf(draft: Draft, index: number) {
  const item = draft.graph.nodes[index]?.item;
  return item?.kind === 'step' ? item : undefined;
}

function digestOf(draft: Draft, index: number): string | undefined {
  return stepOf(draft, index)?.digest;
}
