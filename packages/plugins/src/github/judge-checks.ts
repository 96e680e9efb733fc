import type { Check, WorkflowRun } from './check-calls.ts';

/** What is known of a commit. */
export interface CheckFacts {
  readonly checks: readonly Check[];
  readonly runs: readonly WorkflowRun[];
}

/** Which checks are asked for. */
interface Wanted {
  readonly jobs: readonly string[];
  /** Only checks of this workflow count. */
  readonly workflow?: string;
  /** Workflow runs that were made to run again, by id; their first attempt is no result any more. */
  readonly rerun: readonly number[];
}

/** Where the named checks stand. A name is in exactly one list. */
export interface CheckJudgement {
  readonly green: readonly Check[];
  readonly bad: readonly Check[];
  readonly waiting: readonly string[];
  readonly missing: readonly string[];
}

/** Judges the named checks of one commit: only `success` is green. */
export function judgeChecks(facts: CheckFacts, wanted: Wanted): CheckJudgement {
  const own = ownFacts(facts, wanted.workflow);
  const mayStillCome = own.runs.some((run) => !hasEnded(run, wanted.rerun));
  const green: Check[] = [];
  const bad: Check[] = [];
  const waiting: string[] = [];
  const missing: string[] = [];
  for (const job of new Set(wanted.jobs)) {
    const newest = newestOf(own, job);
    const outcomes = newest.map((check) => ({ check, outcome: outcomeOf(check, own.runs, wanted.rerun) }));
    const failed = outcomes.find(({ outcome }) => outcome !== 'success' && outcome !== 'pending');
    const [first] = newest;
    if (first === undefined) (mayStillCome ? waiting : missing).push(job);
    else if (failed !== undefined) bad.push(failed.check);
    else if (outcomes.some(({ outcome }) => outcome === 'pending')) waiting.push(job);
    else green.push(first);
  }
  return { green, bad, waiting, missing };
}

/** Cancelled runs that can be made to run again: each once. */
export function cancelledRuns({ runs }: CheckFacts, { workflow, rerun }: Omit<Wanted, 'jobs'>): readonly WorkflowRun[] {
  const own = runs.filter((run) => workflow === undefined || run.file === workflow);
  return own.filter((run) => run.outcome === 'cancelled' && run.attempt === 1 && !rerun.includes(run.id));
}

/** The workflow run that a check belongs to. */
export function runOf(check: Check, runs: readonly WorkflowRun[]): WorkflowRun | undefined {
  if (check.kind === 'workflow-run') return runs.find(({ id }) => id === check.id);
  return check.suite === undefined ? undefined : runs.find(({ suite }) => suite === check.suite);
}

function ownFacts({ checks, runs }: CheckFacts, workflow: string | undefined): CheckFacts {
  if (workflow === undefined) return { checks, runs };
  const own = runs.filter(({ file }) => file === workflow);
  return { runs: own, checks: checks.filter((check) => runOf(check, own) !== undefined) };
}

/** The newest check of a name from each source: a job of two workflows has to be green in both. */
function newestOf({ checks, runs }: CheckFacts, name: string): Check[] {
  const named = checks.filter((check) => check.name === name);
  const all = named.length > 0 ? named : runs.filter((run) => run.name === name).map(asCheck);
  const newest = new Map<string, Check>();
  for (const check of all) {
    const source = runOf(check, runs)?.file ?? check.source;
    const other = newest.get(source);
    if (other === undefined || check.id > other.id) newest.set(source, check);
  }
  return [...newest.values()];
}

function asCheck({ id, name, url, outcome, startedAt, file }: WorkflowRun): Check {
  return { kind: 'workflow-run', id, name, url, outcome, startedAt, source: file };
}

/** While a run is made again, the bad ends of its attempt before are no results. */
function outcomeOf(check: Check, runs: readonly WorkflowRun[], rerun: readonly number[]): string {
  const run = runOf(check, runs);
  if (check.outcome === 'success' || run === undefined) return check.outcome;
  const isOld = run.attempt > 1 && run.outcome === 'pending' && check.startedAt < run.startedAt;
  return isOld || !isTakenUp(run, rerun) ? 'pending' : check.outcome;
}

function hasEnded(run: WorkflowRun, rerun: readonly number[]): boolean {
  return run.outcome !== 'pending' && isTakenUp(run, rerun);
}

/** GitHub shows the first attempt for a while after it was asked for the second. */
function isTakenUp({ id, attempt }: WorkflowRun, rerun: readonly number[]): boolean {
  return attempt > 1 || !rerun.includes(id);
}
