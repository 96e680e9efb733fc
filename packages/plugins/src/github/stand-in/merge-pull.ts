import type { StandInAnswer } from '../../stand-in/stand-in.ts';
import { type Asked, answer, refuse, textOf } from './github-route.ts';
import type { PullState, RepositoryState } from './github-state.ts';

/** Merges a pull request as GitHub does, in the git repository itself. */
export function mergePull(repository: RepositoryState, { body, state }: Asked, pull: PullState): StandInAnswer {
  const { git, seed } = repository;
  const method = textOf(body, 'merge_method') || 'merge';
  const head = git.branch(pull.head) ?? '';
  if (pull.merged !== undefined || pull.state === 'closed' || pull.draft)
    return refuse(405, 'Pull Request is not mergeable');
  if (seed.merge_methods?.includes(method) === false) return refuse(405, describeForbidden(method));
  if (method === 'merge' && seed.rules?.[pull.base]?.includes('required_linear_history'))
    return refuse(405, 'Repository rule violations found\n\nThis branch must not contain merge commits.');
  if (countApprovals(pull, head) < (seed.required_approvals ?? 0))
    return refuse(
      405,
      `At least ${seed.required_approvals} approving review is required by reviewers with write access.`,
    );
  const sha = textOf(body, 'sha');
  if (sha !== '' && sha !== head) return refuse(409, 'Head branch was modified. Review and try the merge again.');
  const message = textOf(body, 'commit_title') || `Merge pull request #${pull.number} from ${pull.head}`;
  const commit = git.merge(pull.base, head, { message, isSquash: method !== 'merge' });
  if (commit === undefined) return refuse(405, 'Pull Request is not mergeable');
  pull.state = 'closed';
  pull.merged = { commit, head, at: state.tick() };
  return answer(200, { sha: commit, merged: true, message: 'Pull Request successfully merged' });
}

/** How many people approved this head. */
export function countApprovals({ reviews }: PullState, head: string): number {
  const approvals = reviews.filter(({ state, commit }) => state === 'APPROVED' && commit === head);
  return new Set(approvals.map(({ login }) => login)).size;
}

function describeForbidden(method: string): string {
  const names: Readonly<Record<string, string>> = {
    merge: 'Merge commits',
    squash: 'Squash merges',
    rebase: 'Rebase merges',
  };
  return `${names[method] ?? method} are not allowed on this repository.`;
}
