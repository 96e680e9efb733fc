import type { Failure, Lack } from '@checklist/engine/plugin';

/**
 * Why a service gave no usable answer. `refused` (4xx) and `busy` (429) mean that nothing was done; after `broken` (5xx),
 * `unreachable` and `unreadable` a change may have been carried out all the same.
 */
export interface HttpTrouble {
  readonly type: 'refused' | 'busy' | 'broken' | 'unreachable' | 'unreadable';
  /** The service's name for people. */
  readonly service: string;
  readonly status?: number;
  /** The service's own code for the trouble. */
  readonly code?: number;
  /** The service's own words, or what became of the connection. */
  readonly said?: string;
  /** Milliseconds that the service asks to wait. */
  readonly retryAfter?: number;
}

/** Tells whether a request that met this trouble may have been carried out. */
export function mayBeDone({ type }: HttpTrouble): boolean {
  return type !== 'refused' && type !== 'busy';
}

/** The trouble of a request in one line: what was wanted, what came, what was expected. */
export function describeTrouble(trouble: HttpTrouble, what: string): string {
  const { type, service, status, said } = trouble;
  const words = said === undefined ? '' : ` (${said.replaceAll(/\s+/g, ' ').slice(0, 200)})`;
  if (type === 'unreachable') return `could not ${what}: ${service} could not be reached${words}, expected an answer`;
  if (type === 'unreadable')
    return `could not ${what}: ${service} sent an answer that cannot be read${words}, expected JSON`;
  return `could not ${what}: ${service} answered ${status}${words}, expected success`;
}

/** The trouble as a failure; `cannot-tell` unless the service itself refused. */
export function failureOf(trouble: HttpTrouble, what: string, credential: string): Failure {
  const isMissing = trouble.type === 'refused' && trouble.status === 404;
  const reason = isMissing ? 'not-found' : trouble.type === 'refused' ? 'http-status' : 'cannot-tell';
  return { reason, message: describeTrouble(trouble, what), hint: hintFor(trouble, credential) };
}

/** The trouble as something that is missing before the run. */
export function lackOf(trouble: HttpTrouble, what: string, credential: string): Lack {
  return { message: describeTrouble(trouble, what), hint: hintFor(trouble, credential) };
}

function hintFor({ type, status, service }: HttpTrouble, credential: string): string {
  if (type === 'refused' && status === 401) return `Set ${credential} to a credential that ${service} accepts.`;
  if (type === 'refused' && status === 403) return `Give the account of ${credential} the right to do this.`;
  if (type === 'refused' && status === 404) return `Correct the id, or give the account of ${credential} access.`;
  if (type === 'refused') return 'Correct the options of this step.';
  return `Check the network and whether ${service} is up, then try again.`;
}
