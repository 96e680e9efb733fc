import type { Lack, StepContext } from '@checklist/engine/plugin';
import type { GithubTrouble } from './github-trouble.ts';
import { openGithub } from './open-github.ts';
import type { MergeMethod, Repository } from './repository-calls.ts';

/** What a GitHub step needs, beyond a token that may read the repository. */
interface GithubNeeds {
  readonly writes?: boolean;
  readonly method?: MergeMethod | undefined;
  /** Branches that must exist. */
  readonly branches?: readonly (string | undefined)[];
  /** Accounts that must exist. */
  readonly logins?: readonly string[];
}

/** What a later GitHub step needs and is not there. */
export async function checkGithub(
  repo: string | undefined,
  context: StepContext,
  needs: GithubNeeds = {},
): Promise<Lack[]> {
  if (repo === undefined) return [];
  const github = openGithub({ repo }, context);
  const found = await github.repository();
  if (!found.ok) return [lackOf(found.error)];
  const lacks = [...checkRights(repo, found.value, needs), ...checkMethod(repo, found.value, needs.method)];
  for (const branch of needs.branches ?? []) {
    const commit = branch === undefined ? undefined : await github.branchCommit(branch);
    if (commit?.ok === false) lacks.push(lackOf(commit.error));
    else if (commit?.value === undefined && branch !== undefined)
      lacks.push({
        message: `"${repo}" has no branch "${branch}", expected one`,
        hint: 'Create it, or correct its name.',
      });
  }
  for (const login of needs.logins ?? []) {
    const account = await github.hasAccount(login);
    if (!account.ok) lacks.push(lackOf(account.error));
    else if (account.value === undefined)
      lacks.push({ message: `GitHub has no account "${login}", expected one`, hint: 'Correct the login.' });
  }
  return lacks;
}

function checkRights(
  repo: string,
  { canPush, isPrivate, scopes }: Repository,
  { writes = false }: GithubNeeds,
): Lack[] {
  const fitting = isPrivate ? ['repo'] : ['repo', 'public_repo'];
  if (writes && scopes !== undefined && !scopes.some((scope) => fitting.includes(scope))) {
    const message = `the token has the scopes "${scopes.join(', ')}", expected "${fitting.join('" or "')}" for "${repo}"`;
    return [{ message, hint: 'Set GITHUB_TOKEN to a token with that scope.' }];
  }
  if (!writes || canPush) return [];
  const message = `the token may only read "${repo}", expected that it may write`;
  return [{ message, hint: 'Set GITHUB_TOKEN to the token of somebody who may push to the repository.' }];
}

function checkMethod(repo: string, { allows }: Repository, method: MergeMethod | undefined): Lack[] {
  if (method === undefined || allows[method] !== false) return [];
  const { message, hint } = describeForbiddenMethod(repo, { allows }, method);
  return [{ message, hint }];
}

/** Words for a merge method that the repository's settings forbid. */
export function describeForbiddenMethod(
  repo: string,
  { allows }: Pick<Repository, 'allows'>,
  method: MergeMethod,
): Lack {
  const allowed = Object.entries(allows).flatMap(([name, isAllowed]) => (isAllowed === true ? [`"${name}"`] : []));
  return {
    message: `"${repo}" allows pull requests to be merged by ${allowed.join(' or ') || 'no method'} only, expected "${method}"`,
    hint: `Allow "${method}" in the settings of the repository, or ask who decides on it.`,
  };
}

function lackOf({ message, hint }: GithubTrouble): Lack {
  return { message, hint };
}
