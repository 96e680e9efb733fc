import type { RecordedEvent, RunStarted } from '../model/event.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { StepType } from '../model/step-type.ts';
import { describeSecretInput, findSecretInput } from '../steps/find-secret.ts';
import { resolveSecrets } from '../steps/resolve-secrets.ts';
import type { HostFault } from './host-fault.ts';
import type { StartRequest } from './run-host.ts';

/** What a first event is made with. */
export interface FirstEventSetting {
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Those whose credentials must not stand in an input. */
  readonly stepTypes: readonly StepType[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The event with which a run begins. Inputs are kept and shown, so one that holds a secret is refused. */
export async function firstEvent(
  request: StartRequest,
  { directory, env, stepTypes, at }: FirstEventSetting,
): Promise<Result<RunStarted & Pick<RecordedEvent, 'seq' | 'at'>, HostFault>> {
  const { runId, checklist, inputs, profile, commit, starter, confirmed = [] } = request;
  const types = new Map(stepTypes.map((stepType) => [stepType.type, stepType]));
  const held = findSecretInput(inputs, await resolveSecrets(checklist, types, { env, directory }));
  if (held !== undefined) return fail({ type: 'secret-input', runId, message: describeSecretInput(held) });
  return ok({
    ...{ type: 'run-started', format: 1, runId, checklist, inputs },
    ...(profile === undefined ? {} : { profile }),
    ...(commit === undefined ? {} : { commit }),
    ...{ starter, confirmed, seq: 1, at },
  });
}
