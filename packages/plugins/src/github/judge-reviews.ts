import { plainLogin } from './github-options.ts';
import type { PullRequest, Review } from './pull-request-calls.ts';

/** Whose approvals count. */
interface Wanted {
  /** Logins; whoever may write the repository when absent. */
  readonly by?: readonly string[];
  /** Logins whose approval counts for nothing; what they ask to be changed stands. */
  readonly not?: readonly string[];
}

/** Where the approval of a pull request stands. */
export interface ReviewJudgement {
  /** Approvals of the current head, one a person. */
  readonly approvals: readonly Review[];
  /** Standing requests for changes. */
  readonly refusals: readonly Review[];
  /** Approvals of an older head, which do not count. */
  readonly outdated: readonly Review[];
}

const insiders = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** Judges the newest word of each person whose word counts. */
export function judgeReviews(
  reviews: readonly Review[],
  { commit, author }: Pick<PullRequest, 'commit' | 'author'>,
  { by, not = [] }: Wanted,
): ReviewJudgement {
  const counted = by?.map(plainLogin);
  const newest = new Map<string, Review>();
  for (const review of reviews) {
    const login = plainLogin(review.login);
    const counts = counted === undefined ? insiders.includes(review.association) : counted.includes(login);
    // A comment takes nothing back; a dismissal is a state of the review that was dismissed.
    const isWord = ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(review.state);
    if (counts && isWord && login !== plainLogin(author)) newest.set(login, review);
  }
  const words = [...newest.values()];
  const excluded = not.map(plainLogin);
  const approvals = words.filter(({ state, login }) => state === 'APPROVED' && !excluded.includes(plainLogin(login)));
  return {
    approvals: approvals.filter((review) => review.commit === commit),
    refusals: words.filter(({ state }) => state === 'CHANGES_REQUESTED'),
    outdated: approvals.filter((review) => review.commit !== commit),
  };
}
