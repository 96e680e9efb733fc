import { type Deed, findDeeds, isToUndo } from '../core/deeds.ts';
import { ok } from '../model/result.ts';
import type { Node, Round, RunState } from '../model/run-state.ts';
import type { StepType } from '../model/step-type.ts';
import { buildRunScope, buildScope } from '../steps/build-scope.ts';
import { describeUndo, findUndoWay } from '../steps/undo-step.ts';

/** What taking a deed back would do. */
export interface PlannedUndo {
  readonly node: Node;
  readonly round: Round;
  /** The newest attempt that is taken back, when others of the round went another way later. */
  readonly attempt?: number;
  /** Why it stays, when it does. */
  readonly stays?: string;
  /** Exact commands or texts. */
  readonly lines: readonly string[];
  /** What makes it doubtful how much there is to take back. */
  readonly doubts: readonly string[];
}

/** Says what undoing a run would do, in the order in which it would be done: newest first. */
export function planUndoRun(
  state: RunState,
  stepTypes: readonly StepType[],
  quote: (command: readonly string[]) => string,
): readonly PlannedUndo[] {
  const types = new Map(stepTypes.map((stepType) => [stepType.type, stepType]));
  const runScope = buildRunScope(state);
  return findDeeds(state)
    .filter(isToUndo)
    .flatMap((deed): PlannedUndo[] => {
      const { node, round, detour } = deed;
      if (node.item.kind === 'group') return [];
      const scope = () => (runScope.ok ? ok(buildScope(runScope.value, state, node)) : runScope);
      const way = findUndoWay({ step: node.item, round, stepTypes: types, scope });
      const which = detour === undefined ? {} : { attempt: detour };
      const planned = { node, round, ...which, doubts: doubtsOf(deed), lines: [] };
      if (!way.ok) return [{ ...planned, stays: way.error.message }];
      if (way.value.type === 'impossible') return [{ ...planned, stays: way.value.why }];
      return [{ ...planned, lines: describeUndo(way.value, quote) }];
    });
}

function doubtsOf({ attempt, round }: Deed): string[] {
  const { undoing } = round;
  return [
    ...(attempt.verdict === 'passed'
      ? []
      : [`the attempt ${endOf(attempt.verdict)}, so there may be nothing to take back`]),
    ...(undoing === undefined ? [] : [undoing.failure?.message ?? 'taking it back was cut off']),
  ];
}

function endOf(verdict: Deed['attempt']['verdict']): string {
  return verdict === undefined ? 'did not tell how it ended' : verdict === 'failed' ? 'failed' : `was ${verdict}`;
}
