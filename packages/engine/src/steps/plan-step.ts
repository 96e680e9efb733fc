import type { Node, RunState } from '../model/run-state.ts';
import type { StepType } from '../model/step-type.ts';
import { buildRunScope, buildScope } from './build-scope.ts';
import { describePlan } from './describe-plan.ts';

/** What a step of a run does, in words. */
export interface StepDoings {
  /** The exact commands or texts, one a line. */
  readonly lines: readonly string[];
  /** Not yet, when the step waits for outputs of others: then their places stand there as they were written. */
  readonly isExact: boolean;
}

/** Says what a step of a run does, with all that is known of the run now; nothing for a group. Reads nothing and changes nothing. */
export function planStep(state: RunState, node: Node, stepTypes: readonly StepType[]): StepDoings | undefined {
  const { item } = node;
  if (item.kind === 'group') return undefined;
  const scope = buildRunScope(state);
  if (!scope.ok) return undefined;
  const stepType = stepTypes.find(({ type }) => type === item.type);
  const { lines, options } = describePlan(item, stepType, buildScope(scope.value, state, node));
  return { lines, isExact: options !== undefined };
}
