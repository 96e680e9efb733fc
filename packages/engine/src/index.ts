/** The engine: load a checklist, keep and drive its runs, and tell what happens. */
export { apply, createRunState, replay } from './core/apply.ts';
export { changedKeys } from './core/changed-keys.ts';
export { decideCommand } from './core/decide-command.ts';
export { expand } from './core/expand.ts';
export { next } from './core/next.ts';
export { failedSteps, type Outcome, openSteps, outcomeOf } from './core/outcome.ts';
export { readAnswer } from './host/check-answers.ts';
export { type Clock, createHastyClock } from './host/clock.ts';
export { maskCrash } from './host/crash-mask.ts';
export { type DriveRequest, driveRunFile, type Edit } from './host/drive-run-file.ts';
export { type ExaminedStep, examineRun } from './host/examine-run.ts';
export { createFileHost } from './host/file-host.ts';
export { describeFault, type HostFault, type LockOwner } from './host/host-fault.ts';
export { createCommandId } from './host/inbox.ts';
export { createMemoryHost, type MemoryHost } from './host/memory-host.ts';
export { type Finding, type PlannedStep, type PlanRequest, planRun } from './host/plan-run.ts';
export { type PlannedUndo, planUndoRun } from './host/plan-undo.ts';
export { isRunId, listJournals } from './host/run-folder.ts';
export type { RunHead, RunHost, RunSummary, StartRequest } from './host/run-host.ts';
export { attemptLog } from './host/step-log.ts';
export { systemClock } from './host/system-clock.ts';
export { formatDuration, parseDuration } from './language/duration.ts';
export { parseAnswer } from './language/parse-answer.ts';
export { compilePattern } from './language/pattern.ts';
export { parseTemplate } from './language/template.ts';
export { checkData } from './load/check-data.ts';
export { editorSchema } from './load/editor-schema.ts';
export { printDiagnostic } from './load/print-diagnostic.ts';
export { type ReadChecklist, readChecklist } from './load/read-checklist.ts';
export { didYouMean } from './load/suggest.ts';
export type { Checklist, Group, Input, Item, Step } from './model/checklist.ts';
export type { Command, SentCommand } from './model/command.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export { type Effect, effects, isStricter } from './model/effect.ts';
export type { AttemptKey, RecordedEvent, RunEvent, RunProgress, SignOff } from './model/event.ts';
export type { CurvePoint, Evidence, SeriesEvidence } from './model/evidence.ts';
export type { Failure } from './model/failure.ts';
export { invisible } from './model/invisible.ts';
export { isJsonObject, isSameJson, type Json, type JsonObject } from './model/json.ts';
export { type Contact, isSamePerson, type Person, personOf } from './model/person.ts';
export type { Answers, Ask, Question } from './model/question.ts';
export { fail, ok, type Result } from './model/result.ts';
export type {
  Attempt,
  Decision,
  Graph,
  Intervention,
  ItemState,
  Node,
  Round,
  RunState,
} from './model/run-state.ts';
export { letsThrough, type Status, statuses } from './model/status.ts';
export type { Progress, StepContext, StepType } from './model/step-type.ts';
export type { Undoing } from './model/undoing.ts';
export { unreachable } from './model/unreachable.ts';
export { buildRunScope } from './steps/build-scope.ts';
export { planStep, type StepDoings } from './steps/plan-step.ts';
export { resolveMatrices } from './steps/resolve-matrices.ts';
export { notifyVariable } from './steps/resolve-secrets.ts';
export type { LendTerminal } from './steps/spawn-on-terminal.ts';
export { asksFirst } from './steps/start-step.ts';
