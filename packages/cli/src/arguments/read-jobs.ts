import { fail, ok, type Result } from '@checklist/engine';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { type Invocation, optionValue } from './command-spec.ts';

/** How many steps may run at once, when somebody says so. */
export function readJobs(call: Pick<Invocation, 'options'>): Result<{ readonly jobs?: number }, Trouble> {
  const text = optionValue(call, 'jobs');
  if (text === undefined) return ok({});
  const jobs = Number(text);
  return Number.isInteger(jobs) && jobs > 0
    ? ok({ jobs })
    : fail(wrongUsage(`--jobs is "${text}", expected a number from 1`));
}
