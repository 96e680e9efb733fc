import type { RecordedEvent, RunStarted } from '../model/event.ts';
import { createMask } from '../steps/mask.ts';
import type { StartRequest } from './run-host.ts';

/** The event with which a run begins; `at` in epoch milliseconds. Secrets in its inputs are masked. */
export function firstEvent(
  request: StartRequest,
  env: Readonly<Record<string, string>>,
  at: number,
): RunStarted & Pick<RecordedEvent, 'seq' | 'at'> {
  const { runId, checklist, profile, commit, starter, confirmed = [] } = request;
  const mask = createMask(Object.values(checklist.secrets).map((secret) => env[secret.env] ?? ''));
  return {
    type: 'run-started',
    format: 1,
    runId,
    checklist,
    inputs: mask.json(request.inputs),
    ...(profile === undefined ? {} : { profile }),
    ...(commit === undefined ? {} : { commit }),
    starter,
    confirmed,
    seq: 1,
    at,
  };
}
