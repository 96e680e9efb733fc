import { formatDuration } from '../language/duration.ts';
import { parseExpression } from '../language/expression.ts';
import type { Poll } from '../model/checklist.ts';
import type { Failure } from '../model/failure.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { StepContext, StepResult } from '../model/step-type.ts';
import { unreachable } from '../model/unreachable.ts';
import { conclude } from './conclude.ts';
import { guardResult } from './guard.ts';
import { ended, evaluateWith, type Job, type JobEvents } from './job.ts';
import { startTimeLimit } from './time-limit.ts';

/** Calls a step type, within the step's time, and turns what it came to into events. */
export async function* carryOut(job: Job, call: (context: StepContext) => Promise<StepResult>): JobEvents {
  const limit = startTimeLimit(job);
  const context = limit === undefined ? job.context : job.limitContext(limit.signal);
  // A look tells how things stood when it began, and the machine may sleep before it ends.
  const lookedAt = context.now();
  const called = guardResult(() => call(context));
  const result = await (limit === undefined ? called : Promise.race([called, limit.isUp]));
  limit?.stop();
  if (limit?.signal.aborted === true && !job.context.signal.aborted) {
    yield ended(job, 'failed', { failure: timedOut(job) });
    return;
  }
  const { poll } = job.step;
  for await (const event of poll === undefined ? report(job, result) : decidePoll(job, poll, result, lookedAt)) {
    const isTooLate = event.type === 'attempt-pending' && limit?.isOver(lookedAt) === true;
    yield isTooLate ? ended(job, 'failed', { failure: timedOut(job) }) : event;
  }
}

async function* report(job: Job, result: StepResult): JobEvents {
  switch (result.type) {
    case 'passed':
      return yield* conclude(job, result);
    case 'failed':
    case 'inconclusive':
      return yield ended(job, result.type, result);
    case 'pending': {
      const checkAt = job.context.now() + result.checkAfter;
      const progress = result.progress === undefined ? {} : { progress: result.progress };
      return yield { type: 'attempt-pending', ...job.key, handle: result.handle, checkAt, ...progress };
    }
    case 'asks':
      return yield { type: 'question-asked', ...job.key, ask: { kind: 'questions', ...result.ask } };
    default:
      unreachable(result);
  }
}

/**
 * A polled step is read again until its expression holds. What cannot be read is "not yet" within the grace time, also when the
 * time is up: a machine that slept through it gets a look that tells something.
 */
async function* decidePoll(job: Job, poll: Poll, result: StepResult, lookedAt: number): JobEvents {
  const notYet = whyNotYet(job, poll, result);
  if (notYet === undefined && result.type === 'passed') return yield* conclude(job, result);
  const failure = notYet ?? { reason: 'cannot-tell', message: `a polled step came to "${result.type}"` };
  const isReadable = result.type === 'passed' && failure.reason === 'expectation';
  const { waited, unread } = countWait(job, isReadable, lookedAt);
  if (!isReadable && unread >= poll.grace) {
    return yield ended(job, result.type === 'failed' ? 'failed' : 'inconclusive', { failure });
  }
  if (isReadable && waited >= poll.timeout) {
    const message = `after ${formatDuration(waited)} it still does not hold that ${poll.until}`;
    return yield ended(job, 'failed', { failure: { reason: 'timed-out', message } });
  }
  const left = isReadable ? poll.timeout - waited : poll.grace - unread;
  const handle = { waited, lookedAt, ...(isReadable ? {} : { unread }) };
  const checkAt = job.context.now() + Math.min(poll.every, left);
  const progress = { text: failure.message };
  yield { type: 'attempt-pending', ...job.key, handle, checkAt, progress };
}

/**
 * Milliseconds since the first look, and since the first of the looks in a row that could not read. They are summed up from look
 * to look, so that a clock that is set back takes nothing away from them.
 */
function countWait({ item }: Job, isReadable: boolean, now: number) {
  if (item.pending === undefined) return { waited: 0, unread: 0 };
  const { handle, since } = item.pending;
  const kept = isJsonObject(handle) ? handle : {};
  const passed = Math.max(0, now - numberOr(kept.lookedAt, since));
  const unread = typeof kept.unread === 'number' && !isReadable ? kept.unread + passed : 0;
  return { waited: numberOr(kept.waited, 0) + passed, unread };
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function whyNotYet(job: Job, poll: Poll, result: StepResult): Failure | undefined {
  if (result.type === 'failed' || result.type === 'inconclusive') return result.failure;
  if (result.type !== 'passed') return undefined;
  const expression = parseExpression(poll.until);
  const scope = job.scope();
  if (!scope.ok) return scope.error;
  if (!expression.ok) return { reason: 'expression', message: expression.error.message };
  const holds = evaluateWith(expression.value, scope.value, result.outputs);
  if (!holds.ok) return holds.error;
  return holds.value ? undefined : { reason: 'expectation', message: `not yet: ${poll.until}` };
}

function timedOut(job: Job): Failure {
  return {
    reason: 'timed-out',
    message: `the step took longer than its timeout of ${formatDuration(job.step.timeout ?? 0)}`,
    hint: 'Retry the step, or give it a longer "timeout".',
  };
}
