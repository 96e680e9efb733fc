import { fail, ok } from '@checklist/engine/plugin';
import type { ChecksOptions } from './checks-options.ts';
import type { GithubClient } from './github-client.ts';
import type { GithubResult } from './github-trouble.ts';
import type { CheckFacts } from './judge-checks.ts';

/** Starts the workflow by hand, unless it has run on the commit already; tells whether it did. */
export async function startChecks(
  { commit, dispatch }: ChecksOptions,
  { runs }: CheckFacts,
  github: GithubClient,
): GithubResult<boolean> {
  if (dispatch === undefined || runs.some(({ file }) => file === dispatch.workflow)) return ok(false);
  const { workflow, ref, inputs = {} } = dispatch;
  const tip = await commitOf(ref, github);
  if (!tip.ok) return tip;
  if (tip.value !== commit) {
    const found = tip.value === undefined ? 'does not exist' : `is at ${tip.value}`;
    const message = `"${ref}" ${found}, expected a branch or tag at ${commit} to start workflow "${workflow}" at`;
    return fail({ type: 'refused', message, hint: 'Push the branch first, or name one that is at the commit.' });
  }
  const texts = Object.entries(inputs).map(([name, value]) => [name, String(value)]);
  const started = await github.dispatchWorkflow({ workflow, ref, inputs: Object.fromEntries(texts) });
  return started.ok ? ok(true) : started;
}

async function commitOf(ref: string, github: GithubClient): GithubResult<string | undefined> {
  const branch = await github.branchCommit(ref);
  return !branch.ok || branch.value !== undefined ? branch : github.tagCommit(ref);
}
