/** All that a plugin may use of the engine. */
export { durationPattern, formatDuration, parseDuration } from './language/duration.ts';
export { compilePattern, type Pattern, type PatternMatch } from './language/pattern.ts';
export type { CurvePoint, Evidence, SeriesEvidence } from './model/evidence.ts';
export type { Failure, FailureReason } from './model/failure.ts';
export { invisible } from './model/invisible.ts';
export type { Json, JsonObject } from './model/json.ts';
export { isJsonObject } from './model/json.ts';
export type { Ask, Question, QuestionType, SignOffRule } from './model/question.ts';
export { questionTypes } from './model/question.ts';
export { fail, ok, type Result } from './model/result.ts';
export {
  type Done,
  defineStepType,
  type KnownOptions,
  type Lack,
  type OutputSchemas,
  type ProbeResult,
  type Progress,
  type SpawnRequest,
  type SpawnResult,
  type StepContext,
  type StepResult,
  type StepType,
} from './model/step-type.ts';
