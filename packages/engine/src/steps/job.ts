import type { Expression } from '../language/expression.ts';
import type { Scope } from '../language/scope.ts';
import type { Step } from '../model/checklist.ts';
import type { AttemptEnded, AttemptKey, AttemptVerdict, RunEvent } from '../model/event.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import type { ItemState } from '../model/run-state.ts';
import type { StepContext, StepType } from '../model/step-type.ts';

/** Everything that carrying out one attempt needs. */
export interface Job {
  readonly key: AttemptKey;
  readonly step: Step;
  readonly stepType: StepType;
  /** Where the step is when the job begins. */
  readonly item: ItemState;
  readonly scope: () => Result<Scope, Failure>;
  readonly context: StepContext;
  /** The same context for a call that has a time limit of its own. */
  readonly limitContext: (signal: AbortSignal) => StepContext;
  /** What was confirmed when the run was started: ids, with `=` and the word where one has to be typed. */
  readonly confirmedUpFront: readonly string[];
  /** What is kept and shown of a plan: without secrets. */
  readonly mask: (plan: readonly string[]) => readonly string[];
  /** The step's log, relative to the repository's root; absent while nothing was written. */
  readonly log: () => string | undefined;
}

/**
 * What carrying out an attempt yields: events, each of which is on disk before the generator is asked to go on. So an effect
 * that follows an event can never be without a record.
 */
export type JobEvents = AsyncGenerator<RunEvent, void, void>;

/** What an ended attempt leaves behind. */
export interface Ending {
  readonly outputs?: JsonObject | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly failure?: Failure | undefined;
  readonly note?: string | undefined;
}

/** The event that ends this job's attempt; a failure is told where the log is. */
export function ended(job: Job, verdict: AttemptVerdict, ending: Ending): AttemptEnded {
  const log = job.log();
  const failure = ending.failure !== undefined && log !== undefined ? { log, ...ending.failure } : ending.failure;
  return {
    type: 'attempt-ended',
    ...job.key,
    verdict,
    outputs: ending.outputs ?? {},
    evidence: ending.evidence ?? [],
    ...(failure === undefined ? {} : { failure }),
    ...(ending.note === undefined ? {} : { note: ending.note }),
  };
}

/** Evaluates an expression of a job's step with the outputs that it came to. */
export function evaluateWith(expression: Expression, scope: Scope, outputs: JsonObject): Result<boolean, Failure> {
  return expression.evaluate({ ...scope, outputs });
}
