import { type Expression, parseExpression } from '../language/expression.ts';
import { readPath, type Scope } from '../language/scope.ts';
import type { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { checkOutputs } from './check-outputs.ts';
import { type Ending, ended, evaluateWith, type Job, type JobEvents } from './job.ts';

/** Ends an attempt whose step type passed: the declared outputs are there, as they were declared, and every expectation holds, or it has not passed. */
export async function* conclude(job: Job, ending: Ending & { readonly outputs: JsonObject }): JobEvents {
  const wrong = checkOutputs(job, ending.outputs);
  if (wrong !== undefined) {
    yield ended(job, 'inconclusive', { ...ending, failure: wrong });
    return;
  }
  const failure = checkExpectations(job, ending.outputs);
  if (failure.ok) yield ended(job, 'passed', ending);
  else yield ended(job, failure.error.verdict, { ...ending, failure: failure.error.failure });
}

type Shortfall = { readonly verdict: 'failed' | 'inconclusive'; readonly failure: Failure };

function checkExpectations(job: Job, outputs: JsonObject): Result<undefined, Shortfall> {
  if (job.step.expect.length === 0) return ok(undefined);
  const scope = job.scope();
  if (!scope.ok) return fail({ verdict: 'inconclusive', failure: scope.error });
  const unmet: { name: string; details: string[] }[] = [];
  for (const { name, that } of job.step.expect) {
    const expression = parseExpression(that);
    if (!expression.ok) {
      return fail({ verdict: 'inconclusive', failure: { reason: 'expression', message: expression.error.message } });
    }
    const holds = evaluateWith(expression.value, scope.value, outputs);
    if (!holds.ok) {
      const message = `cannot tell whether "${name}": ${holds.error.message}`;
      return fail({ verdict: 'inconclusive', failure: { ...holds.error, message } });
    }
    const found = describeFound(expression.value, { ...scope.value, outputs });
    if (!holds.value) unmet.push({ name, details: [`${name}: ${that}`, ...found] });
  }
  if (unmet.length === 0) return ok(undefined);
  const message = `it does not hold that ${unmet.map(({ name }) => `"${name}"`).join(', ')}`;
  const details = unmet.flatMap((one) => one.details);
  return fail({ verdict: 'failed', failure: { reason: 'expectation', message, details } });
}

/** The values that an expression looked at, so that nobody has to guess why it does not hold. */
function describeFound(expression: Expression, scope: Scope): string[] {
  return expression.references.flatMap(({ path }) => {
    const value = readPath(scope, path);
    return value === undefined ? [] : [`  found ${path.join('.')} = ${JSON.stringify(value).slice(0, 200)}`];
  });
}
