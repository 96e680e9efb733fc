import type { Result } from '@checklist/engine/plugin';
import { failureOf, type HttpTrouble } from '../http/http-trouble.ts';
import { apiKeyVariable } from './api-key.ts';

/** What W&B told, or why it told nothing. */
export type WandbResult<T> = Promise<Result<T, HttpTrouble>>;

export const service = 'W&B';

/** An answer that came whole and yet cannot be used. */
export function unreadable(said: string): HttpTrouble {
  return { type: 'unreadable', service, said };
}

/** The trouble of a read as a failure, which says nothing of the run. */
export function toFailure(trouble: HttpTrouble, what: string) {
  return failureOf(trouble, what, apiKeyVariable);
}

/** Whether a later question could have a better answer. */
export function mayPass({ type }: HttpTrouble): boolean {
  return type !== 'refused';
}
