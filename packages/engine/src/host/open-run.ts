import type { Scope } from '../language/scope.ts';
import type { Checklist } from '../model/checklist.ts';
import type { RunProgress } from '../model/event.ts';
import type { Failure } from '../model/failure.ts';
import type { Result } from '../model/result.ts';
import type { StepType } from '../model/step-type.ts';
import { buildRunScope } from '../steps/build-scope.ts';
import type { Mask } from '../steps/mask.ts';
import { resolveSecrets, type Secrets } from '../steps/resolve-secrets.ts';
import type { LendTerminal } from '../steps/spawn-on-terminal.ts';
import type { Clock } from './clock.ts';
import { rememberMask } from './crash-mask.ts';
import type { ProgramList } from './program-list.ts';
import { createRecorder, type Recorder, type RecorderParts } from './recorder.ts';

/** A run that this process drives, with all that carrying out its work needs. */
export interface OpenRun {
  readonly recorder: Recorder;
  readonly stepTypes: ReadonlyMap<string, StepType>;
  readonly clock: Clock;
  /** The repository's root, absolute. */
  readonly directory: string;
  /** Where the attempts' logs are kept, absolute. */
  readonly logs: string;
  readonly programs: ProgramList;
  readonly secrets: Secrets;
  readonly mask: Mask;
  scope(): Result<Scope, Failure>;
  onProgress(progress: RunProgress): void;
  readonly lendTerminal?: LendTerminal | undefined;
}

/** What a run is opened with; the parts that differ from host to host. */
export interface OpeningParts extends Pick<RecorderParts, 'state' | 'journal' | 'onApplied' | 'onFault'> {
  /** The checklist whose secrets are taken: the edited one, when the run is about to take it over. */
  readonly checklist: Checklist;
  readonly stepTypes: readonly StepType[];
  readonly clock: Clock;
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logs: string;
  readonly programs: ProgramList;
  onEvents: RecorderParts['onRecorded'];
  onProgress(progress: RunProgress): void;
  readonly lendTerminal?: LendTerminal | undefined;
}

/** Takes the secrets, makes the mask, and gets ready to record. */
export async function openRun(parts: OpeningParts): Promise<OpenRun> {
  const { checklist, clock, directory, env, logs, programs, onProgress, lendTerminal } = parts;
  const stepTypes = new Map(parts.stepTypes.map((stepType) => [stepType.type, stepType]));
  const secrets = await resolveSecrets(checklist, stepTypes, { env, directory });
  const { mask } = secrets;
  rememberMask(mask);
  const recorder = createRecorder({ ...parts, now: clock.now, mask, onRecorded: parts.onEvents });
  const scope = rememberScope(recorder);
  return { recorder, stepTypes, clock, directory, logs, programs, secrets, mask, scope, onProgress, lendTerminal };
}

/** The names that are the same for all steps are worked out once for each text of the checklist. */
function rememberScope(recorder: Recorder): OpenRun['scope'] {
  let known: { readonly checklist: Checklist; readonly scope: ReturnType<OpenRun['scope']> } | undefined;
  return () => {
    const { state } = recorder;
    if (known?.checklist !== state.checklist) known = { checklist: state.checklist, scope: buildRunScope(state) };
    return known.scope;
  };
}
