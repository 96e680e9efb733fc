import type { GithubCall } from './github-call.ts';
import { demandSame, knownWord, promised } from './github-trouble.ts';
import type { MergeMethod } from './repository-calls.ts';

/** A pull request. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
  readonly isMerged: boolean;
  readonly isDraft: boolean;
  /** Unknown while GitHub still works it out. */
  readonly isMergeable?: boolean;
  /** Full SHA of the head. */
  readonly commit: string;
  readonly base: string;
  readonly author: string;
  /** Full SHA of the commit that the merge made. */
  readonly mergeCommit?: string;
}

/** A review of a pull request. */
export interface Review {
  readonly login: string;
  /** `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED` or `PENDING`. */
  readonly state: string;
  /** Full SHA of the head that was reviewed; empty when GitHub has lost it. */
  readonly commit: string;
  readonly url: string;
  /** What the reviewer is to the repository: `OWNER`, `MEMBER`, `COLLABORATOR`, `CONTRIBUTOR`, ... */
  readonly association: string;
}

const reviewStates = ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING'];

/** What a pull request says. */
export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

/** The parts of GitHub's answers that are read; a list leaves some of them out. */
interface AnsweredPullRequest {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body: string | null;
  readonly state: string;
  readonly draft?: boolean | undefined;
  readonly merged?: boolean;
  readonly merged_at: string | null;
  readonly mergeable?: boolean | null;
  readonly merge_commit_sha?: string | null;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
  readonly user: { readonly login: string } | null;
}

/** Reads and writes of pull requests. */
export function createPullRequestCalls(call: GithubCall) {
  const pullRequest = (number: number) =>
    call(`read pull request ${number}`, async (octokit, name) => {
      const { data } = await octokit.rest.pulls.get({ ...name, pull_number: number });
      demandSame(data.number, number, 'number');
      return toPullRequest(data);
    });

  /** The open pull request from one branch of the repository into another; `undefined` when there is none. */
  const findPullRequest = (head: string, base: string) =>
    call(`look for a pull request from "${head}" into "${base}"`, async (octokit, name) => {
      const asked = { ...name, head: `${name.owner}:${head}`, base, state: 'open', per_page: 100 } as const;
      const pulls = await octokit.paginate(octokit.rest.pulls.list, asked);
      // A base or head that is left out of the question would give every pull request.
      const found = pulls.find((pull) => pull.head?.ref === head && pull.base?.ref === base);
      if (found === undefined && pulls.length > 0) promised(pulls[0]?.head?.ref, 'head.ref');
      return found === undefined ? undefined : toPullRequest(found);
    });

  const openPullRequest = (asked: PullRequestText & { head: string; base: string; draft: boolean }) =>
    call(`open a pull request from "${asked.head}" into "${asked.base}"`, async (octokit, name) => {
      const { data } = await octokit.rest.pulls.create({ ...name, ...asked });
      demandSame(data.head?.ref, asked.head, 'head.ref');
      demandSame(data.base?.ref, asked.base, 'base.ref');
      return toPullRequest(data);
    });

  const changePullRequest = (number: number, change: Partial<PullRequestText> & { state?: 'closed' }) =>
    call(`change pull request ${number}`, async (octokit, name) => {
      const { data } = await octokit.rest.pulls.update({ ...name, pull_number: number, ...change });
      demandSame(data.number, number, 'number');
      if (change.state !== undefined) demandSame(data.state, change.state, 'state');
      return toPullRequest(data);
    });

  const mergePullRequest = (number: number, head: string, method: MergeMethod) =>
    call(`merge pull request ${number}`, async (octokit, name) => {
      const asked = { ...name, pull_number: number, sha: head, merge_method: method };
      const { data } = await octokit.rest.pulls.merge(asked);
      return promised(data.merged === true ? data.sha : undefined, 'sha');
    });

  /** Oldest first. */
  const reviews = (number: number) =>
    call(`read the reviews of pull request ${number}`, async (octokit, name): Promise<Review[]> => {
      const asked = { ...name, pull_number: number, per_page: 100 };
      const listed = await octokit.paginate(octokit.rest.pulls.listReviews, asked);
      for (const { pull_request_url: url } of listed)
        demandSame(promised(url, 'pull_request_url').split('/').at(-1), String(number), 'pull_request_url');
      return listed.map((review) => ({
        login: review.user?.login ?? '',
        state: knownWord(review.state, reviewStates, 'state'),
        commit: review.commit_id ?? '',
        url: review.html_url,
        association: review.author_association,
      }));
    });

  return { pullRequest, findPullRequest, openPullRequest, changePullRequest, mergePullRequest, reviews };
}

function toPullRequest(data: AnsweredPullRequest): PullRequest {
  const isMerged = data.merged === true || (data.merged_at ?? null) !== null;
  return {
    number: promised(data.number, 'number'),
    url: promised(data.html_url, 'html_url'),
    title: data.title,
    body: data.body ?? '',
    isOpen: knownWord(data.state, ['open', 'closed'], 'state') === 'open',
    isMerged,
    isDraft: data.draft === true,
    ...(typeof data.mergeable === 'boolean' && { isMergeable: data.mergeable }),
    commit: promised(data.head?.sha, 'head.sha'),
    base: promised(data.base?.ref, 'base.ref'),
    author: data.user?.login ?? '',
    ...(isMerged && { mergeCommit: promised(data.merge_commit_sha, 'merge_commit_sha') }),
  };
}
