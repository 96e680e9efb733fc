import { isSamePerson, type Node, type Outcome, outcomeOf, type RunState } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import type { Place } from './place-of-step.ts';
import { createRunIndex, isStep } from './run-index.ts';
import { type LiveStep, type StepView, viewStep } from './step-view.ts';

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

/** Makes the view of a whole run. `now` is in epoch milliseconds. */
export function viewRun(state: RunState, now: number, live: ReadonlyMap<string, LiveStep> = new Map()): RunView {
  const index = createRunIndex();
  index.update(state);
  const group = (place: Place) =>
    index.at(place).flatMap((at) => {
      const node = state.graph.nodes[at];
      return node === undefined ? [] : [viewStep(state, node, now, live.get(node.id))];
    });
  const waiting = group('waiting');
  return {
    runId: state.runId,
    title: showLine(state.checklist.title),
    ...(state.commit === undefined ? {} : { commit: state.commit }),
    outcome: outcomeOf(state),
    ...(isSamePerson(state.operator, state.starter) ? {} : { operator: showLine(state.operator.name) }),
    ...(state.paused === undefined ? {} : { paused: showLine(reasoned(state.paused.by.name, state.paused.reason)) }),
    done: index.done,
    total: index.total,
    lacks: describeLacks(state),
    failed: group('failed'),
    running: [...group('running'), ...waiting.filter(({ ask }) => ask === undefined)],
    waiting: waiting.filter(({ ask }) => ask !== undefined),
    finished: group('finished'),
  };
}

/** A name, and why, if that was said. */
export function reasoned(name: string, reason: string | undefined): string {
  return reason === undefined ? name : `${name}: ${reason}`;
}

/** What is missing before the first change, a line each. */
export function describeLacks({ lacks }: Pick<RunState, 'lacks'>): string[] {
  return lacks.map(({ step, message, hint }) => showLine(`${step}: ${message}. ${hint}`));
}

/** The steps of a run that its profile does not leave out. */
export function stepNodes({ graph }: Pick<RunState, 'graph'>): Node[] {
  return graph.nodes.filter(isStep);
}
