import { findDeeds } from '../core/deeds.ts';
import { mayBegin, type StepWork } from '../core/may-begin.ts';
import { findWayBack, openRounds } from '../core/open-rounds.ts';
import type { RunEvent } from '../model/event.ts';
import { ok } from '../model/result.ts';
import type { Node, Work } from '../model/run-state.ts';
import { unreachable } from '../model/unreachable.ts';
import { buildScope } from '../steps/build-scope.ts';
import { checkStep } from '../steps/check-step.ts';
import { evaluateCondition } from '../steps/evaluate-condition.ts';
import { finishStep } from '../steps/finish-step.ts';
import type { Job, JobEvents } from '../steps/job.ts';
import { recoverStep } from '../steps/recover-step.ts';
import { isCutOff, startStep } from '../steps/start-step.ts';
import { undoStep } from '../steps/undo-step.ts';
import { awaitPrograms } from './await-programs.ts';
import { createJob } from './create-job.ts';
import type { OpenRun } from './open-run.ts';
import { performPreflight } from './perform-preflight.ts';
import { createStepLog, undoAttempt } from './step-log.ts';

/** Carries out one piece of work and records what comes of it. */
export async function performWork(run: OpenRun, work: Work, signal: AbortSignal): Promise<void> {
  switch (work.type) {
    case 'preflight':
      return performPreflight(run, signal);
    case 'end':
      await run.recorder.record({ type: 'run-ended', verdict: work.verdict });
      return;
    case 'warn':
      await run.recorder.record({ type: 'deadline-passed', step: nodeOf(run, work.node).id, round: work.round });
      return;
    case 'evaluate':
      return performEvaluate(run, work.node);
    case 'undo':
      return performUndo(run, work, signal);
    case 'start':
      return performStart(run, work, signal);
    case 'check':
      return performStepJob(run, work, signal, checkStep);
    case 'finish':
      return performStepJob(run, work, signal, finishStep);
    case 'recover':
      return performRecover(run, work, signal);
    default:
      unreachable(work);
  }
}

/** Programs of an earlier round that outlived its driver end first, so that no two attempts are under way beside each other. */
async function performStart(run: OpenRun, work: StepWork, signal: AbortSignal): Promise<void> {
  const { id } = nodeOf(run, work.node);
  const { earlier } = run.recorder.state.items.get(work.node);
  const keys = earlier.flatMap(({ round, attempts }) =>
    attempts.filter(isCutOff).map(({ attempt }) => ({ step: id, round, attempt })),
  );
  const isWanted = () => mayBegin(run.recorder.state, work);
  if (keys.length === 0 || (await awaitPrograms(run, keys, isWanted, signal)))
    await performStepJob(run, work, signal, startStep);
}

/** What only reads is made again at once, whatever its programs still do; everything else lets them end first. */
async function performRecover(
  run: OpenRun,
  work: Extract<Work, { type: 'recover' }>,
  signal: AbortSignal,
): Promise<void> {
  const { id, item } = nodeOf(run, work.node);
  const key = { step: id, round: work.round, attempt: work.attempt };
  const onlyReads = item.kind === 'step' && item.effect === 'reads';
  const isUnknown = () => run.recorder.state.items.get(work.node).status === 'unknown';
  if (onlyReads || (await awaitPrograms(run, [key], isUnknown, signal)))
    await performStepJob(run, work, signal, recoverStep);
}

/** Programs of the attempt, or of an undo that was cut off, end first. */
async function performUndo(run: OpenRun, work: Extract<Work, { type: 'undo' }>, signal: AbortSignal): Promise<void> {
  const node = nodeOf(run, work.node);
  const deed = findDeeds(run.recorder.state).find(
    (one) => one.node.index === work.node && one.round.round === work.round && one.detour === work.attempt,
  );
  if (deed === undefined || node.item.kind === 'group') return;
  const { round, detour } = deed;
  const key = { step: node.id, round: work.round, attempt: undoAttempt };
  const keys = [key, ...round.attempts.map(({ attempt }) => ({ ...key, attempt }))];
  if (!(await awaitPrograms(run, keys, () => run.recorder.state.isUndoing, signal))) return;
  const { stepTypes } = run;
  const step = { ...node.item, type: round.basis?.stepType ?? node.item.type };
  const carryOut = (job: Job) => undoStep(job, { step, round, detour, stepTypes, scope: job.scope });
  if (stepTypes.has(step.type)) return performJob(run, { ...node, item: step }, key, signal, carryOut);
  const note = `there is no step type "${step.type}"`;
  const which = { step: node.id, round: work.round, ...(detour === undefined ? {} : { attempt: detour }) };
  await run.recorder.record({ type: 'undo-ended', ...which, verdict: 'impossible', note });
}

async function performEvaluate(run: OpenRun, index: number): Promise<void> {
  const node = nodeOf(run, index);
  const { state } = run.recorder;
  const { round } = state.items.get(index);
  const scope = run.scope();
  const when = node.item.when ?? 'false';
  await run.recorder.record(
    evaluateCondition({ id: node.id, round, when }, scope.ok ? ok(buildScope(scope.value, state, node)) : scope),
  );
}

/** Nothing comes of work that a person's decision has overtaken. */
async function performStepJob(
  run: OpenRun,
  work: StepWork,
  signal: AbortSignal,
  carryOut: (job: Job) => JobEvents,
): Promise<void> {
  const isWanted = () => mayBegin(run.recorder.state, work);
  if (isWanted()) await performJob(run, nodeOf(run, work.node), work, signal, carryOut, isWanted);
}

async function performJob(
  run: OpenRun,
  node: Node,
  at: { readonly round: number; readonly attempt: number },
  signal: AbortSignal,
  carryOut: (job: Job) => JobEvents,
  mayBeginNow: () => boolean = () => true,
): Promise<void> {
  const key = { step: node.id, round: at.round, attempt: at.attempt };
  const log = createStepLog({
    folder: run.logs,
    directory: run.directory,
    key,
    mask: run.mask,
    onBroken: (message) => show(`the log cannot be written: ${message}\n`),
  });
  const show = (text: string) => {
    if (text !== '') run.onProgress({ type: 'output', step: node.id, text });
  };
  const write = (text: string, from?: object) => show(log.write(text, from));
  const job = createJob(run, node, key, signal, { path: () => log.path, write });
  if (job === undefined) return;
  let hasBegun = false;
  try {
    for await (const event of carryOut(job)) {
      if (!hasBegun && !mayBeginNow()) break;
      hasBegun = true;
      const kept = admit(run, node.index, event, signal);
      if (kept === undefined || !(await run.recorder.recordAll([kept, ...wayBack(run, node, kept)]))) break;
    }
  } finally {
    show(log.close());
  }
}

/**
 * A person who refuses through a service opens the same new round as one who refuses here; but only once for the same words,
 * because a refusal that still stands would be read again and again.
 */
function wayBack(run: OpenRun, node: Node, event: RunEvent): RunEvent[] {
  if (event.type !== 'attempt-ended' || event.verdict !== 'failed' || event.failure?.reason !== 'rejected') return [];
  const { state } = run.recorder;
  const before = state.items.get(node.index).earlier.at(-1)?.failure;
  if (before?.message === event.failure.message) return [];
  const back = findWayBack(state, node);
  const owner = state.checklist.contacts[node.item.owner ?? ''];
  const by = { name: owner?.name ?? 'somebody who was asked elsewhere' };
  return back === undefined ? [] : [openRounds(state, back, `"${node.id}": ${event.failure.message}`, by)];
}

/** What may still be recorded when the run is being stopped, or when a newer round has begun meanwhile. */
function admit(run: OpenRun, index: number, event: RunEvent, signal: AbortSignal): RunEvent | undefined {
  const { state } = run.recorder;
  const isUndo = event.type === 'undo-started' || event.type === 'undo-ended';
  if (!isUndo && 'round' in event && state.items.get(index).round !== event.round) return undefined;
  if (event.type === 'attempt-started' && (signal.aborted || state.paused !== undefined)) return undefined;
  if (!signal.aborted) return event;
  // An undo that was told to stop did not fail either: it is taken up again.
  if (event.type === 'undo-started' || (event.type === 'undo-ended' && event.verdict === 'failed')) return undefined;
  if (event.type !== 'attempt-ended' || event.verdict === 'passed' || event.verdict === 'interrupted') return event;
  // A step that was told to stop did not fail: after a cancel it is cancelled, else it is unknown and looked at on resume.
  return state.isCancelled || state.isUndoing ? { ...event, verdict: 'cancelled' } : undefined;
}

function nodeOf(run: OpenRun, index: number): Node {
  const node = run.recorder.state.graph.nodes[index];
  if (node === undefined) throw new RangeError(`no node ${index}`);
  return node;
}
