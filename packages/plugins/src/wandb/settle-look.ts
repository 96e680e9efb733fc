import {
  formatDuration,
  isJsonObject,
  type Json,
  type Progress,
  parseDuration,
  type StepResult,
} from '@checklist/engine/plugin';
import type { Look } from './look-at-run.ts';
import type { RunOptions } from './run-options.ts';

/** What a step that waits remembers between two looks; epoch milliseconds. */
export interface Waiting {
  readonly since: number;
  /** Since when only something is missing that may still come. */
  readonly lateSince?: number;
}

export function readWaiting(handle: Json): Waiting | undefined {
  if (!isJsonObject(handle) || typeof handle.since !== 'number') return undefined;
  return { since: handle.since, ...(typeof handle.lateSince === 'number' && { lateSince: handle.lateSince }) };
}

/** Decides whether a look is the end, or is to be made again: `late` within the grace time, all else until the timeout. */
export function settleLook(look: Look, wait: RunOptions['wait'], waiting: Waiting, now: number): StepResult {
  if (look.type === 'ended') return look.result;
  const end = endOf(look);
  // A key that W&B does not take will not be taken later either.
  if (wait === undefined || (look.type === 'trouble' && !look.mayPass)) return end;
  const timeout = parseDuration(wait.timeout) ?? 0;
  const left = waiting.since + timeout - now;
  if (look.type === 'running') {
    if (left > 0) return pending(wait, { since: waiting.since }, left, look.progress);
    return timedOut(look.failure.message, look.failure.hint, now - waiting.since);
  }
  if (look.type === 'trouble') {
    const { retryAfter = 0, failure } = look;
    if (left <= 0) return end;
    return pending(wait, waiting, left, { text: `cannot tell yet: ${failure.message}` }, retryAfter);
  }
  const lateSince = waiting.lateSince ?? now;
  const graceLeft = lateSince + (parseDuration(wait.grace ?? '0s') ?? 0) - now;
  if (graceLeft <= 0 || left <= 0) return end;
  return pending(wait, { since: waiting.since, lateSince }, Math.min(left, graceLeft), look.progress);
}

/** What the look comes to when nobody looks again. */
function endOf(look: Exclude<Look, { type: 'ended' }>): StepResult {
  if (look.type === 'late') return look.result;
  if (look.type === 'running') return { type: 'failed', failure: look.failure };
  return { type: 'inconclusive', failure: look.failure };
}

function pending(
  wait: NonNullable<RunOptions['wait']>,
  { since, lateSince }: Waiting,
  left: number,
  progress: Progress,
  atLeast = 0,
): StepResult {
  const every = Math.max(parseDuration(wait.every) ?? 0, atLeast);
  const handle = { since, ...(lateSince !== undefined && { lateSince }) };
  return { type: 'pending', handle, checkAfter: Math.min(every, left), progress };
}

function timedOut(found: string, hint: string | undefined, waited: number): StepResult {
  const message = `after ${formatDuration(waited)} ${found}`;
  return { type: 'failed', failure: { reason: 'timed-out', message, ...(hint !== undefined && { hint }) } };
}
