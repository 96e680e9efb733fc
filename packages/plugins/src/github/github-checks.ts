import {
  defineStepType,
  type Evidence,
  formatDuration,
  isJsonObject,
  type Json,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { Type } from 'typebox';
import { toStepResult } from '../finding/conclude-failure.ts';
import { quoteText } from '../shell/quote-command.ts';
import { type AskedNote, openAskedNote } from './asked-note.ts';
import type { Check } from './check-calls.ts';
import { checkGithub } from './check-github.ts';
import { type ChecksOptions, checksOptions } from './checks-options.ts';
import { troubleWhileActing, troubleWhileLooking } from './finding.ts';
import type { GithubClient } from './github-client.ts';
import { millisecondsOf } from './github-options.ts';
import { type CheckFacts, type CheckJudgement, cancelledRuns, judgeChecks } from './judge-checks.ts';
import { githubCredentials, openGithub } from './open-github.ts';
import { readAnnotations, readCheckFacts } from './read-check-facts.ts';
import { findOverdue, rerunAll, rerunsIn, startChecks } from './start-checks.ts';
import { graceOf, lookLater, readWaiting, type Waiting, waitDespite } from './waiting.ts';

type Options = ChecksOptions;

export const githubChecks = defineStepType({
  type: 'github.checks',
  summary: 'Waits until the named checks have succeeded on one exact commit',
  // It may start a workflow, which changes nothing but the list of its runs; a note keeps it from doing so twice.
  effect: 'local',
  leastEffect: 'reads',
  repeatable: true,
  options: checksOptions,
  outputs: () => ({
    commit: Type.String({ description: 'Full SHA of the commit.' }),
    checks: Type.Array(Type.Object({ name: Type.String(), url: Type.String() }), {
      description: 'The checks that succeeded: `name` and `url`.',
    }),
  }),
  credentials: githubCredentials,
  preflight: ({ repo, dispatch, rerun_cancelled }, context) =>
    checkGithub(repo, context, { writes: dispatch !== undefined || rerun_cancelled === true }),
  plan: describe,
  start: async (options, context) => {
    const now = context.now();
    const github = openGithub(options, context);
    const facts = await readCheckFacts(options.commit, github);
    if (!facts.ok) return toStepResult(troubleWhileLooking(facts.error));
    const started = await startChecks(options, facts.value, github, openAskedNote(context));
    if (!started.ok) return toStepResult(troubleWhileActing(started.error));
    const { since = now, text } = started.value ?? {};
    const handle = { since, heardAt: now, rerun: [] };
    if (text === undefined) return decide(options, facts.value, handle, github, context);
    return lookLater(options, handle, { text });
  },
  check: async (written, options, context) => {
    const handle = readHandle(written, context.now());
    const github = openGithub(options, context);
    const facts = await readCheckFacts(options.commit, github);
    if (!facts.ok) return waitDespite(facts.error, options, handle, context);
    return decide(options, facts.value, { ...handle, heardAt: context.now() }, github, context);
  },
});

/** What the step keeps between two looks. */
type Handle = Waiting & { readonly rerun: readonly number[]; readonly [key: string]: Json };

function readHandle(handle: Json, now: number): Handle {
  const rerun = isJsonObject(handle) && Array.isArray(handle.rerun) ? handle.rerun : [];
  return { ...readWaiting(handle, now), rerun: rerun.filter((id) => typeof id === 'number') };
}

async function decide(
  options: Options,
  facts: CheckFacts,
  handle: Handle,
  github: GithubClient,
  context: StepContext,
): Promise<StepResult> {
  const note = openAskedNote(context);
  const asked = await note.asked();
  const rerun = [...new Set([...handle.rerun, ...rerunsIn(asked, facts)])];
  const judged = judgeChecks(facts, { ...options, rerun });
  const { green, bad, waiting, missing } = judged;
  const waited = context.now() - handle.since;
  const isMissing = missing.length > 0 && waited >= graceOf(options);
  const toRerun = options.rerun_cancelled === true ? cancelledRuns(facts, { ...options, rerun }) : [];
  if ((bad.length > 0 || missing.length > 0) && toRerun.length > 0) {
    const rerunning = await rerunAll(toRerun, github, note);
    if (!rerunning.ok) return toStepResult(troubleWhileActing(rerunning.error));
    const links = toRerun.map(({ url }) => url).join(', ');
    const ids = [...rerun, ...toRerun.map(({ id }) => id)];
    return lookLater(options, { ...handle, rerun: ids }, { text: `what was cancelled runs again: ${links}` });
  }
  if (bad.length > 0) return failBad(options, judged, github);
  if (waiting.length + missing.length === 0) return pass(options, green);
  const overdue = findOverdue(options, facts, asked, context.now());
  if (overdue !== undefined) return giveUp(overdue, note);
  if (isMissing) return failMissing(options, facts, missing);
  const limit = millisecondsOf(options.timeout ?? '3h');
  if (waited >= limit) return failLate(options, judged, waited);
  return lookLater(options, handle, progressOf(judged));
}

/** No retry by itself would know more: a person looks, and their retry asks GitHub once more. */
async function giveUp({ name, message }: { readonly name: string; readonly message: string }, note: AskedNote) {
  await note.giveUp(name);
  const hint = 'Look at the runs on GitHub; a retry goes on with one that is there, and else asks for it once more.';
  return { type: 'inconclusive', failure: { reason: 'conflict', message, hint } } as const;
}

function progressOf({ green, waiting, missing }: CheckJudgement) {
  const all = green.length + waiting.length + missing.length;
  return { text: `${green.length} of ${all} checks green`, fraction: green.length / all };
}

function pass({ commit }: Options, green: readonly Check[]): StepResult {
  const checks = green.map(({ name, url }) => ({ name, url }));
  return { type: 'passed', outputs: { commit, checks }, evidence: green.flatMap(linkTo) };
}

async function failBad({ commit }: Options, { bad, green }: CheckJudgement, github: GithubClient): Promise<StepResult> {
  const evidence: Evidence[] = [];
  const details: string[] = [];
  for (const check of bad) {
    const lines = await readAnnotations(check, github);
    evidence.push(...linkTo(check));
    if (lines.length > 0) evidence.push({ type: 'value', label: `annotations of "${check.name}"`, value: lines });
    details.push(`${check.name}: ${check.outcome} ${check.url}`.trimEnd(), ...lines.map((line) => `  ${line}`));
  }
  const names = bad.map(({ name, outcome }) => `"${name}" is ${outcome}`).join(', ');
  const message = `${names} on commit ${commit}, expected success`;
  const hint = 'Look at the links, then run the checks again on this commit or choose another one.';
  const outputs = { commit, checks: green.map(({ name, url }) => ({ name, url })) };
  return { type: 'failed', failure: { reason: 'expectation', message, hint, details }, outputs, evidence };
}

function failMissing(
  { commit, workflow }: Options,
  { checks, runs }: CheckFacts,
  missing: readonly string[],
): StepResult {
  const names = missing.map((name) => `"${name}"`).join(', ');
  const from = workflow === undefined ? '' : ` of workflow "${workflow}"`;
  const message = `${names}${from} did not run on commit ${commit}, expected success`;
  const there = [...new Set([...checks, ...runs].map(({ name }) => name))];
  const details = there.length === 0 ? ['no check ran on it'] : [`what did run: ${there.join(', ')}`];
  const hint = 'Correct the names, or make the checks run: by a pull request, or by "dispatch".';
  return { type: 'failed', failure: { reason: 'not-found', message, hint, details } };
}

function failLate(options: Options, judged: CheckJudgement, waited: number): StepResult {
  const names = [...judged.waiting, ...judged.missing].map((name) => `"${name}"`).join(', ');
  const message = `${names} did not end on commit ${options.commit} within ${formatDuration(waited)}, expected success`;
  const hint = 'Retry the step to wait on, or give it a longer "timeout" in its options.';
  return { type: 'failed', failure: { reason: 'timed-out', message, hint } };
}

function linkTo({ name, url, outcome }: Check): Evidence[] {
  return url === '' ? [] : [{ type: 'link', label: `${name}: ${outcome}`, url }];
}

function describe({ repo, commit, jobs, dispatch, rerun_cancelled }: Options): string[] {
  const { workflow, ref, inputs = {} } = dispatch ?? {};
  const given = Object.entries(inputs).map(([name, value]) => `${name}=${String(value)}`);
  return [
    ...(dispatch === undefined ? [] : [`start workflow "${workflow}" at "${ref}", unless it ran on the commit`]),
    ...given.flatMap((line) => quoteText(line)),
    ...(rerun_cancelled === true ? ['run a workflow run again, once, if it was cancelled'] : []),
    `wait until these checks are "success" on commit ${commit} of "${repo}":`,
    ...jobs.flatMap((name) => quoteText(name)),
  ];
}
