import {
  isJsonObject,
  type Json,
  type JsonObject,
  type Progress,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { toStepResult } from '../finding/conclude-failure.ts';
import { troubleWhileLooking } from './finding.ts';
import { millisecondsOf } from './github-options.ts';
import type { GithubTrouble } from './github-trouble.ts';

/** How a step waits; the options of each step that does. */
interface WaitOptions {
  readonly every?: string;
  readonly grace?: string;
}

/** What a waiting step keeps between two looks. */
export interface Waiting {
  /** When the wait began, in epoch milliseconds. */
  readonly since: number;
  /** When GitHub last answered. */
  readonly heardAt: number;
}

const defaults = { every: '1m', grace: '10m' } as const;

/** Milliseconds for which what cannot be seen counts as "not yet". */
export function graceOf({ grace = defaults.grace }: WaitOptions): number {
  return millisecondsOf(grace);
}

/** Reads a handle back; one that is damaged begins the wait anew. */
export function readWaiting(handle: Json, now: number): Waiting {
  const { since, heardAt } = isJsonObject(handle) ? handle : {};
  return {
    since: typeof since === 'number' ? since : now,
    heardAt: typeof heardAt === 'number' ? heardAt : now,
  };
}

/** Looks again later. */
export function lookLater(
  { every = defaults.every }: WaitOptions,
  handle: Waiting & JsonObject,
  progress: Progress,
): StepResult {
  return { type: 'pending', handle, checkAfter: millisecondsOf(every), progress };
}

/** While GitHub cannot be asked a wait goes on for the grace time; what it refuses ends the wait. */
export function waitDespite(
  trouble: GithubTrouble,
  options: WaitOptions,
  handle: Waiting & JsonObject,
  context: Pick<StepContext, 'now'>,
): StepResult {
  const isPassing = trouble.type === 'no-answer' || trouble.type === 'busy';
  if (isPassing && context.now() - handle.heardAt < graceOf(options))
    return lookLater(options, handle, { text: trouble.message });
  return toStepResult(troubleWhileLooking(trouble));
}
