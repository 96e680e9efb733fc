import { ok } from '@checklist/engine/plugin';
import type { Check } from './check-calls.ts';
import type { GithubClient } from './github-client.ts';
import type { GithubResult } from './github-trouble.ts';
import type { CheckFacts } from './judge-checks.ts';

/** Reads all that was checked on a commit. */
export async function readCheckFacts(commit: string, github: GithubClient): GithubResult<CheckFacts> {
  const [checkRuns, statuses, runs] = await Promise.all([
    github.checkRuns(commit),
    github.statuses(commit),
    github.workflowRuns(commit),
  ]);
  if (!checkRuns.ok) return checkRuns;
  if (!statuses.ok) return statuses;
  return runs.ok ? ok({ checks: [...checkRuns.value, ...statuses.value], runs: runs.value }) : runs;
}

/** The last lines of what a failed check says. */
export async function readAnnotations(check: Check, github: GithubClient): Promise<readonly string[]> {
  if (check.kind !== 'check-run') return [];
  const annotations = await github.annotations(check.id);
  // They only explain the verdict: without them it stands all the same.
  return annotations.ok ? annotations.value.slice(-5) : [];
}
