import { fail, ok } from '@checklist/engine/plugin';
import type { AskedNote } from './asked-note.ts';
import type { WorkflowRun } from './check-calls.ts';
import type { ChecksOptions } from './checks-options.ts';
import type { GithubClient } from './github-client.ts';
import type { GithubResult } from './github-trouble.ts';
import type { CheckFacts } from './judge-checks.ts';
import { graceOf } from './waiting.ts';

/** Starts the workflow by hand, unless it has run on the commit already; tells since when it is waited for, if it is. */
export async function startChecks(
  { commit, dispatch }: ChecksOptions,
  { runs }: CheckFacts,
  github: GithubClient,
  note: AskedNote,
): GithubResult<{ readonly since?: number; readonly text: string } | undefined> {
  if (dispatch === undefined || runs.some(({ file }) => file === dispatch.workflow)) return ok(undefined);
  const { workflow, ref, inputs = {} } = dispatch;
  const since = (await note.asked()).get(nameOfWorkflow(workflow));
  if (since !== undefined) {
    const moment = new Date(since).toISOString();
    return ok({ since, text: `workflow "${workflow}" was asked for at ${moment} and is not there yet` });
  }
  const tip = await commitOf(ref, github);
  if (!tip.ok) return tip;
  if (tip.value !== commit) {
    const found = tip.value === undefined ? 'does not exist' : `is at ${tip.value}`;
    const message = `"${ref}" ${found}, expected a branch or tag at ${commit} to start workflow "${workflow}" at`;
    return fail({ type: 'refused', message, hint: 'Push the branch first, or name one that is at the commit.' });
  }
  const texts = Object.entries(inputs).map(([name, value]) => [name, String(value)]);
  const request = { workflow, ref, inputs: Object.fromEntries(texts) };
  const started = await note.ask(nameOfWorkflow(workflow), () => github.dispatchWorkflow(request));
  return started.ok ? ok({ text: `workflow "${workflow}" was started` }) : started;
}

/** Makes workflow runs run again. */
export async function rerunAll(
  runs: readonly WorkflowRun[],
  github: GithubClient,
  note: AskedNote,
): GithubResult<undefined> {
  for (const run of runs) {
    const asked = await note.ask(nameOfRun(run.id), () => github.rerunWorkflow(run.id));
    if (!asked.ok) return asked;
  }
  return ok(undefined);
}

/** Of these runs, those that GitHub was, or may have been, asked to make again. */
export function rerunsIn(asked: ReadonlyMap<string, number>, { runs }: CheckFacts): readonly number[] {
  return runs.map(({ id }) => id).filter((id) => asked.has(nameOfRun(id)));
}

/** What GitHub was asked for and does not show after the grace time: whether it ever will, nobody can tell. */
export function findOverdue(
  options: ChecksOptions,
  { runs }: CheckFacts,
  asked: ReadonlyMap<string, number>,
  now: number,
): { readonly name: string; readonly message: string } | undefined {
  const { workflow } = options.dispatch ?? {};
  for (const [name, at] of asked) {
    if (now - at < graceOf(options)) continue;
    const when = `was asked for at ${new Date(at).toISOString()}`;
    const run = runs.find(
      ({ id, attempt, outcome }) => name === nameOfRun(id) && attempt === 1 && outcome === 'cancelled',
    );
    if (run !== undefined)
      return { name, message: `a second attempt of ${run.url} ${when} and has not begun, expected it to run` };
    if (workflow === undefined || name !== nameOfWorkflow(workflow) || runs.some(({ file }) => file === workflow))
      continue;
    const message = `workflow "${workflow}" ${when} and did not run on commit ${options.commit}, expected it to run`;
    return { name, message };
  }
  return undefined;
}

function nameOfWorkflow(file: string): string {
  return `workflow ${file}`;
}

function nameOfRun(id: number): string {
  return `run ${id}`;
}

async function commitOf(ref: string, github: GithubClient): GithubResult<string | undefined> {
  const branch = await github.branchCommit(ref);
  return !branch.ok || branch.value !== undefined ? branch : github.tagCommit(ref);
}
