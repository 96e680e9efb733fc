import { parseExpression } from '../language/expression.ts';
import type { Scope } from '../language/scope.ts';
import type { RunEvent } from '../model/event.ts';
import type { Failure } from '../model/failure.ts';
import type { Result } from '../model/result.ts';

/** Decides an item's `when`, once for its round. */
export function evaluateCondition(
  item: { readonly id: string; readonly round: number; readonly when: string },
  scope: Result<Scope, Failure>,
): RunEvent {
  const { id, round, when } = item;
  const refused = (failure: Failure): RunEvent => ({ type: 'condition-failed', item: id, round, failure });
  if (!scope.ok) return refused(scope.error);
  const expression = parseExpression(when);
  if (!expression.ok) return refused({ reason: 'expression', message: expression.error.message });
  const holds = expression.value.evaluate(scope.value);
  return holds.ok ? { type: 'condition-decided', item: id, round, holds: holds.value } : refused(holds.error);
}
