import type { Scope } from '../language/scope.ts';
import type { RunProgress } from '../model/event.ts';
import type { Failure } from '../model/failure.ts';
import type { Result } from '../model/result.ts';
import type { StepType } from '../model/step-type.ts';
import type { Mask } from '../steps/mask.ts';
import type { Secrets } from '../steps/resolve-secrets.ts';
import type { Clock } from './clock.ts';
import type { ProgramList } from './program-list.ts';
import type { Recorder } from './recorder.ts';

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
}
