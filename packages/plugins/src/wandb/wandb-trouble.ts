import type { Failure, Result } from '@checklist/engine/plugin';

/**
 * Why W&B told nothing: it was not reached or stumbled (`unreachable`, which may pass by itself), it does not take the API
 * key (`refused`), or it did not understand (`request`).
 */
export interface WandbTrouble {
  readonly type: 'unreachable' | 'refused' | 'request';
  readonly message: string;
  readonly hint: string;
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  /** Milliseconds after which the service wants to be asked again. */
  readonly retryAfter?: number;
}

export type WandbResult<T> = Promise<Result<T, WandbTrouble>>;

const tryLater = 'Check the network and https://status.wandb.com, then try again.';

/** What an HTTP status other than 200 says. */
export function statusTrouble(status: number, retryAfter: number | undefined): WandbTrouble {
  if (status === 401) {
    const hint = 'Set WANDB_API_KEY to a key of an account that can read the project.';
    return { type: 'refused', status, message: 'W&B answered 401 to the API key, expected one that it knows', hint };
  }
  if (status === 403) {
    const hint = 'Let the account of WANDB_API_KEY read the project, or use the key of another account.';
    return { type: 'refused', status, message: 'W&B answered 403, expected that the API key may read this', hint };
  }
  const message = `W&B answered ${status}, expected 200`;
  if (status === 429 || status >= 500)
    return { type: 'unreachable', status, message, hint: tryLater, ...(retryAfter !== undefined && { retryAfter }) };
  return { type: 'request', status, message, hint: 'Check that WANDB_BASE_URL is the address of a W&B server.' };
}

/** No whole answer came: no connection, silence, or one that broke off. */
export function unreachable(message: string): WandbTrouble {
  return { type: 'unreachable', message, hint: tryLater };
}

/** W&B understood less than it should, or says no inside of an answer that is otherwise fine. */
export function answerTrouble(told: string, isRefusal: boolean): WandbTrouble {
  const message = `W&B answered "${told.replace(/\s+/g, ' ').slice(0, 200)}", expected data`;
  if (!isRefusal) return { type: 'request', message, hint: 'Retry the step; if it stays so, W&B has changed its interface.' };
  return { type: 'refused', message, hint: 'Let the account of WANDB_API_KEY read the project.' };
}

/** Trouble says nothing of the run, so nobody may pass or fail by it. */
export function toFailure({ message, hint, status }: WandbTrouble): Failure {
  return { reason: status === undefined ? 'cannot-tell' : 'http-status', message, hint };
}
