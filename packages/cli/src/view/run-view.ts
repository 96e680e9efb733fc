import { isSamePerson, letsThrough, type Node, type Outcome, outcomeOf, type RunState } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { type LiveStep, type StepView, undoingOf, viewStep } from './step-view.ts';

/** A run, ready to be shown: what needs somebody first. */
export interface RunView {
  readonly runId: string;
  readonly title: string;
  readonly commit?: string;
  readonly outcome: Outcome;
  /** Who has the run now, when that is not whoever started it. */
  readonly operator?: string;
  /** Who paused the run, and why. */
  readonly paused?: string;
  /** Steps that are through, and all steps. */
  readonly done: number;
  readonly total: number;
  /** What is missing before the first change. */
  readonly lacks: readonly string[];
  readonly failed: readonly StepView[];
  /** Under way here or elsewhere, or about to be tried again. */
  readonly running: readonly StepView[];
  /** A person is asked. */
  readonly waiting: readonly StepView[];
  /** In the order in which they ended. */
  readonly finished: readonly StepView[];
}

/** Makes the view of a run. `now` is in epoch milliseconds. */
export function viewRun(state: RunState, now: number, live: ReadonlyMap<string, LiveStep> = new Map()): RunView {
  const steps = stepNodes(state);
  const group = (wanted: Place) => {
    const nodes = steps.filter((node) => placeOf(state, node) === wanted);
    return nodes.map((node) => viewStep(state, node, now, live.get(node.id)));
  };
  const done = steps.filter(({ index }) => letsThrough(state.items.get(index).status)).length;
  return {
    runId: state.runId,
    title: showLine(state.checklist.title),
    ...(state.commit === undefined ? {} : { commit: state.commit }),
    outcome: outcomeOf(state),
    ...(isSamePerson(state.operator, state.starter) ? {} : { operator: showLine(state.operator.name) }),
    ...(state.paused === undefined ? {} : { paused: showLine(reasoned(state.paused.by.name, state.paused.reason)) }),
    done,
    total: steps.length,
    lacks: state.lacks.map(({ step, message, hint }) => showLine(`${step}: ${message}. ${hint}`)),
    failed: [...failedGroups(state, now), ...group('failed')],
    running: group('running'),
    waiting: group('waiting'),
    finished: finishedSteps(state, steps).map((node) => viewStep(state, node, now)),
  };
}

/** A name, and why, if that was said. */
export function reasoned(name: string, reason: string | undefined): string {
  return reason === undefined ? name : `${name}: ${reason}`;
}

/** The steps of a run that its profile does not leave out. */
export function stepNodes({ graph }: Pick<RunState, 'graph'>): Node[] {
  return graph.nodes.filter(({ item, isMatrix, isLeftOut }) => item.kind === 'step' && !isMatrix && !isLeftOut);
}

type Place = 'failed' | 'running' | 'waiting' | 'finished' | 'later';

function placeOf(state: RunState, { index }: Node): Place {
  const item = state.items.get(index);
  const { status, ask, answers, retryAt, gate } = item;
  const undone = undoingOf(item)?.verdict;
  if (undone !== undefined) return undone === 'failed' ? 'failed' : 'finished';
  switch (status) {
    case 'failed':
    case 'inconclusive':
    case 'cancelled':
      return 'failed';
    case 'waiting':
    case 'unknown':
      return ask !== undefined && answers === undefined ? 'waiting' : 'running';
    case 'running':
      return 'running';
    case 'pending':
      return retryAt !== undefined && gate === 'open' ? 'running' : 'later';
    case 'passed':
    case 'skipped':
    case 'waived':
      return 'finished';
  }
}

/** Groups whose condition could not be evaluated, and matrices without a value. */
function failedGroups(state: RunState, now: number) {
  const groups = state.graph.nodes.filter(({ item, index, isMatrix }) => {
    const { status, failure } = state.items.get(index);
    return (item.kind === 'group' || isMatrix) && failure !== undefined && status === 'inconclusive';
  });
  return groups.map((node) => viewStep(state, node, now));
}

function finishedSteps(state: RunState, steps: readonly Node[]): Node[] {
  const order = ({ index }: Node) => state.items.get(index).endedSeq ?? 0;
  return steps.filter((node) => placeOf(state, node) === 'finished').toSorted((a, b) => order(a) - order(b));
}
