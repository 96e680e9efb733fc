import type { Step } from '../model/checklist.ts';
import type { AttemptKey } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import { accountsOf, type Contact } from '../model/person.ts';
import { ok } from '../model/result.ts';
import type { Node, RunState } from '../model/run-state.ts';
import type { Progress } from '../model/step-type.ts';
import { buildScope } from '../steps/build-scope.ts';
import { createContext } from '../steps/create-context.ts';
import type { Job } from '../steps/job.ts';
import type { OpenRun } from './open-run.ts';

/** Where the output of an attempt goes. */
export interface LogSink {
  path(): string | undefined;
  write(text: string, from?: object): void;
}

/** Everything that carrying out one attempt needs; nothing for a group or for a step type that is not installed. */
export function createJob(
  run: OpenRun,
  node: Node,
  key: AttemptKey,
  signal: AbortSignal,
  log: LogSink,
): Job | undefined {
  const step = node.item;
  if (step.kind === 'group') return undefined;
  const stepType = run.stepTypes.get(step.type);
  if (stepType === undefined) return undefined;
  const { state } = run.recorder;
  const limitContext = (limit: AbortSignal) => contextOf(run, step, key, AbortSignal.any([signal, limit]), log);
  return {
    key,
    step,
    stepType,
    item: state.items.get(node.index),
    scope: () => {
      const scope = run.scope();
      return scope.ok ? ok(buildScope(scope.value, run.recorder.state, node)) : scope;
    },
    context: contextOf(run, step, key, signal, log),
    limitContext,
    confirmedUpFront: state.confirmedUpFront,
    mask: (plan) => run.mask.json([...plan]),
    log: log.path,
  };
}

/** Whoever started the run or carried it on. */
function operatorsOf({ starter, operator, interventions, checklist }: RunState): Contact[] {
  const people = [starter, operator, ...interventions.flatMap(({ to }) => (to === undefined ? [] : [to]))];
  return people.map((person) => accountsOf(person, checklist.contacts));
}

/** The narrow view of the world that a step type gets in this run. */
export function contextOf(run: OpenRun, step: Step, key: AttemptKey, signal: AbortSignal, log: LogSink) {
  const { state } = run.recorder;
  return createContext({
    key,
    title: step.title,
    runId: state.runId,
    startedAt: state.startedAt,
    commit: state.commit,
    operators: operatorsOf(state),
    directory: run.directory,
    env: run.secrets.env,
    ...run.secrets.forStep(step),
    signal,
    mask: run.mask.text,
    onOutput: log.write,
    announceProgram: () => run.programs.announce(key),
    onProgress: (progress) =>
      run.onProgress({ type: 'progress', step: key.step, progress: run.mask.json(progress as Json & Progress) }),
    lendTerminal: run.lendTerminal,
    now: () => run.clock.now(),
  });
}
