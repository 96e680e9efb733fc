import { checkStepType } from '@checklist/engine/testing';
import { type GithubWorld, type GithubWorldSetting, githubWorld, repo } from '../testing/github-world.ts';
import { githubApproval } from './github-approval.ts';
import { githubChecks } from './github-checks.ts';
import { githubIssueSignOff } from './github-issue-sign-off.ts';
import { githubMerge } from './github-merge.ts';
import { githubPullRequest } from './github-pull-request.ts';
import { githubRelease } from './github-release.ts';

function inWorld<O>(seed: NonNullable<GithubWorldSetting['seed']>, prepare: (world: GithubWorld) => O) {
  return async () => {
    const world = await githubWorld({ seed });
    return { ...world, options: prepare(world) };
  };
}

const pull = { head: 'release', base: 'stable', title: 'Release 1', body: '# Release 1\n\nAll is well.' };

checkStepType(
  githubPullRequest,
  inWorld(
    () => ({}),
    () => ({ repo, ...pull }),
  ),
);

checkStepType(
  githubChecks,
  inWorld(
    () => ({
      workflows: {
        'ci.yml': { name: 'CI', on: ['workflow_dispatch'], jobs: { lint: 'success', test: 'success' }, after: 2 },
      },
      statuses: [{ context: 'legacy', state: 'success' }],
    }),
    ({ git }) => ({
      ...{ repo, commit: git.commits.third, jobs: ['lint', 'test', 'legacy'] },
      dispatch: { workflow: 'ci.yml', ref: 'release', inputs: { full: true } },
    }),
  ),
);

checkStepType(
  githubApproval,
  inWorld(
    () => ({ pull_requests: [pull], reviews: [{ login: 'ada', after: 1 }] }),
    () => ({ repo, pull_request: 1, count: 1, by: ['@Ada'] }),
  ),
);

checkStepType(
  githubMerge,
  inWorld(
    () => ({ pull_requests: [pull] }),
    ({ git: { commits } }) => ({ repo, pull_request: 1, head: commits.third, must_contain: commits.second }),
  ),
);

checkStepType(
  githubRelease,
  inWorld(
    () => ({}),
    ({ git }) => {
      git.inRemote('tag', '-a', '-m', 'v1', 'v1', git.commits.second);
      return { repo, tag: 'v1', commit: git.commits.second, name: 'Release 1', body: '# Notes\n' };
    },
  ),
);

checkStepType(
  githubIssueSignOff,
  inWorld(
    () => ({ pull_requests: [pull], replies: [{ login: 'axel', body: 'Approve, works for me', after: 1 }] }),
    () => ({ repo, issue: 1, login: 'axel', ask: 'do sweeps work?' }),
  ),
);
