import { stepsToUndo } from '../core/next.ts';
import { fillOptions } from '../language/fill.ts';
import { checkOptions } from '../load/check-options.ts';
import { ok } from '../model/result.ts';
import type { Node, RunState } from '../model/run-state.ts';
import type { StepType } from '../model/step-type.ts';
import { buildRunScope, buildScope } from '../steps/build-scope.ts';
import { planUndo } from '../steps/undo-step.ts';

/** What taking one step's effect back would do; no lines when it cannot be taken back. */
export interface PlannedUndo {
  readonly node: Node;
  readonly canUndo: boolean;
  readonly lines: readonly string[];
}

/** Says what undoing a run would do, in the order in which it would be done: newest first. */
export function planUndoRun(state: RunState, stepTypes: readonly StepType[]): readonly PlannedUndo[] {
  const types = new Map(stepTypes.map((stepType) => [stepType.type, stepType]));
  const runScope = buildRunScope(state);
  return stepsToUndo(state).flatMap((node): PlannedUndo[] => {
    const item = state.items.get(node.index);
    const step = node.item;
    const stepType = step.kind === 'step' ? types.get(step.type) : undefined;
    if (step.kind === 'group' || item.undone === 'undone') return [];
    if (stepType === undefined || !runScope.ok) return [{ node, canUndo: false, lines: [] }];
    const canUndo = step.undo !== undefined || stepType.undo !== undefined;
    const filled = fillOptions(step.with, buildScope(runScope.value, state, node));
    const options = filled.ok ? checkOptions(stepType, filled.value) : filled;
    const planned = options.ok ? ok(planUndo({ step, stepType, item }, options.value)) : options;
    return [{ node, canUndo, lines: planned.ok ? planned.value : [] }];
  });
}
