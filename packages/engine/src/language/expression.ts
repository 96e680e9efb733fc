import type { ParseResult } from '@marcbachmann/cel-js';
import type { Failure } from '../model/failure.ts';
import type { Json } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import { fail, ok } from '../model/result.ts';
import { celEnvironment, emptiness } from './cel-environment.ts';
import { findReferences } from './cel-references.ts';
import { fromCel, toCelScope } from './cel-values.ts';
import { describeEvaluation, oneLine, toExpressionFault } from './expression-fault.ts';
import type { Reference, SyntaxFault } from './reference.ts';
import { remember } from './remember.ts';
import { describeKind, type Scope } from './scope.ts';
import { secureCalls } from './secure-calls.ts';

/** A CEL expression. */
export interface Expression {
  /** What it reads of the scope. */
  readonly references: readonly Reference[];
  /** Its value, which must be true or false. */
  evaluate(scope: Scope): Result<boolean, Failure>;
  value(scope: Scope): Result<Json, Failure>;
}

/** Reads an expression and checks what can be known before it is evaluated: functions, operators, patterns. */
export const parseExpression: (text: string) => Result<Expression, SyntaxFault> = remember(500, (text) => {
  try {
    // The check uses a parse of its own, because it leaves its findings in the nodes.
    const check = celEnvironment.check(text);
    if (!check.valid) return fail(toExpressionFault(check.error, text));
    const parsed = celEnvironment.parse(text);
    const [fault] = secureCalls(parsed.ast, text);
    return fault === undefined ? ok(toExpression(text, parsed)) : fail(fault);
  } catch (error) {
    return fail(toExpressionFault(error, text));
  }
});

function toExpression(text: string, parsed: ParseResult): Expression {
  const references = findReferences(parsed.ast);
  const paths = widestPaths(references);
  const value = (scope: Scope) => evaluate(text, parsed, toCelScope(scope, paths));
  return {
    references,
    value,
    evaluate(scope) {
      const outcome = value(scope);
      if (!outcome.ok) return outcome;
      if (typeof outcome.value === 'boolean') return ok(outcome.value);
      const found = describeKind(outcome.value);
      return fail(toFailure(`the expression "${oneLine(text)}" gives ${found}, but true or false was expected`));
    },
  };
}

function evaluate(text: string, parsed: ParseResult, scope: ReturnType<typeof toCelScope>): Result<Json, Failure> {
  try {
    const json = fromCel(parsed(scope));
    if (json !== undefined) return ok(json);
    return fail(toFailure(`the expression "${oneLine(text)}" gives a value that JSON has no form for`));
  } catch (error) {
    const reason = describeEvaluation(error, text);
    const failure = toFailure(`the expression "${oneLine(text)}" cannot be evaluated: ${reason}`);
    return fail(
      reason.endsWith(' is missing')
        ? { ...failure, hint: 'Test it with "has(…)" first when it may be missing.' }
        : reason.endsWith(emptiness)
          ? { ...failure, hint: 'Where an empty list is right, say so: "size(xs) == 0 || xs.all(…)".' }
          : failure,
    );
  }
}

function toFailure(message: string): Failure {
  return { reason: 'expression', message };
}

/** Leaves out paths below other paths. */
function widestPaths(references: readonly Reference[]): readonly (readonly string[])[] {
  const widest: (readonly string[])[] = [];
  const byLength = references.map(({ path }) => path).sort((a, b) => a.length - b.length);
  for (const path of byLength) {
    if (!widest.some((wide) => wide.every((name, index) => path[index] === name))) widest.push(path);
  }
  return widest;
}
