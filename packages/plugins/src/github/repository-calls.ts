import { ok } from '@checklist/engine/plugin';
import type { GithubCall } from './github-call.ts';
import { demandSame, type GithubResult, knownWord, promised } from './github-trouble.ts';
import { orAbsent } from './or-absent.ts';

export const mergeMethods = ['merge', 'squash', 'rebase'] as const;

export type MergeMethod = (typeof mergeMethods)[number];

/** What a repository lets the token do. */
export interface Repository {
  readonly canPush: boolean;
  readonly isPrivate: boolean;
  /** Scopes of a classic token; a fine-grained one does not tell. */
  readonly scopes?: readonly string[];
  /** Whether pull requests may be merged so; unknown to who may only read. */
  readonly allows: Readonly<Record<MergeMethod, boolean | undefined>>;
}

/** Reads of the repository itself. */
export function createRepositoryCalls(call: GithubCall) {
  const repository = () =>
    call('read the settings', async (octokit, name): Promise<Repository> => {
      const { data, headers } = await octokit.rest.repos.get({ ...name });
      promised(data.full_name, 'full_name');
      const scopes = headers['x-oauth-scopes'];
      return {
        canPush: data.permissions?.push === true,
        isPrivate: data.private,
        ...(typeof scopes === 'string' && scopes !== '' && { scopes: scopes.split(/,\s*/) }),
        allows: {
          merge: data.allow_merge_commit,
          squash: data.allow_squash_merge,
          rebase: data.allow_rebase_merge,
        },
      };
    });

  /** The commit of a branch; `undefined` when there is no such branch. */
  const branchCommit = (branch: string) =>
    orAbsent(
      call(`read branch "${branch}"`, async (octokit, name) => {
        const { data } = await octokit.rest.git.getRef({ ...name, ref: `heads/${branch}` });
        demandSame(data.ref, `refs/heads/${branch}`, 'ref');
        return promised(data.object?.sha, 'object.sha');
      }),
    );

  /** Tells whether a commit is part of the history of another commit or of a branch. */
  const isPartOf = (commit: string, tip: string) =>
    call(`compare commit ${commit} with "${tip}"`, async (octokit, name) => {
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
        ...name,
        basehead: `${commit}...${tip}`,
        per_page: 1,
      });
      demandSame(data.base_commit?.sha, commit, 'base_commit.sha');
      const status = knownWord(data.status, ['ahead', 'behind', 'diverged', 'identical'], 'status');
      return status === 'ahead' || status === 'identical';
    });

  /** Types of the rules that hold for a branch; `undefined` from a server that knows no rules. */
  const branchRules = (branch: string) =>
    orAbsent(
      call(`read the rules of branch "${branch}"`, async (octokit, name) => {
        const rules = await octokit.paginate(octokit.rest.repos.getBranchRules, { ...name, branch, per_page: 100 });
        return rules.map(({ type }) => promised(type, 'type'));
      }),
    );

  /** Tells whether there is such an account. */
  const hasAccount = (login: string) =>
    orAbsent(
      call(`look up the account "${login}"`, async (octokit) => {
        const { data } = await octokit.rest.users.getByUsername({ username: login });
        return promised(data.login, 'login');
      }),
    );

  /** Login of the token's own account; `undefined` for the token of an app, which has none. */
  const ownLogin = async (): GithubResult<string | undefined> => {
    const asked = await call('read the account of the token', async (octokit) => {
      const { data } = await octokit.rest.users.getAuthenticated();
      return promised(data.login, 'login');
    });
    return !asked.ok && asked.error.type === 'rights' ? ok(undefined) : asked;
  };

  return { repository, branchCommit, isPartOf, branchRules, hasAccount, ownLogin };
}
