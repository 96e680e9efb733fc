import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '@checklist/engine/plugin';
import { type HttpTrouble, mayBeDone } from './http-trouble.ts';

/** How a request is repeated. */
export interface Patience {
  readonly signal: AbortSignal;
  /** A second time does no harm: a read, or a change that comes to the same. */
  readonly isRepeatable: boolean;
  /** Told before each wait. */
  onWait(trouble: HttpTrouble, milliseconds: number): void;
}

const mostTries = { busy: 6, other: 3 } as const;
const firstDelay = 300;
/** A service that asks for a longer wait, in milliseconds, is not waited for. */
const longestWait = 300_000;

/** Makes a request again while its trouble may pass and a repetition is safe; waits as long as the service asks. */
export async function tryAgain<T>(
  request: () => Promise<Result<T, HttpTrouble>>,
  patience: Patience,
): Promise<Result<T, HttpTrouble>> {
  for (let tries = 1; ; tries++) {
    const answered = await request();
    if (answered.ok || patience.signal.aborted) return answered;
    const delay = delayAfter(answered.error, tries, patience.isRepeatable);
    if (delay === undefined) return answered;
    patience.onWait(answered.error, delay);
    try {
      await sleep(delay, undefined, { signal: patience.signal });
    } catch {
      return answered;
    }
  }
}

/** Milliseconds until the next try; `undefined` when there is to be none. */
function delayAfter(trouble: HttpTrouble, tries: number, isRepeatable: boolean): number | undefined {
  const { type, retryAfter } = trouble;
  if (type === 'refused' || type === 'unreadable' || (mayBeDone(trouble) && !isRepeatable)) return undefined;
  if (tries >= (type === 'busy' ? mostTries.busy : mostTries.other)) return undefined;
  const delay = retryAfter ?? firstDelay * 3 ** (tries - 1);
  return delay > longestWait ? undefined : delay;
}
