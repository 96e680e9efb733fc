import type { JsonObject, StepType } from '@checklist/engine';
import { githubApproval } from '../../src/github/github-approval.ts';
import { githubChecks } from '../../src/github/github-checks.ts';
import { githubIssueSignOff } from '../../src/github/github-issue-sign-off.ts';
import { githubMerge } from '../../src/github/github-merge.ts';
import { githubPullRequest } from '../../src/github/github-pull-request.ts';
import { githubRelease } from '../../src/github/github-release.ts';
import type { GitWorld } from '../../src/testing/git-world.ts';
import { type GithubWorldSetting, githubWorld, repo } from '../../src/testing/github-world.ts';
import { type HttpRow, lateLooks } from './http-row.ts';

const other = 'd'.repeat(40);
const pull = { head: 'release', base: 'stable', title: 'Release 1', body: '# Release 1\n\nAll is well.' };
const nextPage = { at: /per_page=100/, answer: { headers: { link: '</page2>; rel="next"' } } };

function github(
  stepType: StepType,
  seed: NonNullable<GithubWorldSetting['seed']>,
  options: (git: GitWorld) => JsonObject,
  more: Partial<HttpRow> = {},
): HttpRow {
  return {
    stepType,
    title: stepType.type,
    another: [],
    words: '^(state|status|conclusion)$',
    pages: nextPage,
    async make(misbehave) {
      const world = await githubWorld({ seed, misbehave });
      const given = options(world.git);
      const { PATH = '' } = process.env;
      return {
        stepType,
        directory: world.git.directory,
        env: { PATH, ...world.github.env },
        with: { repo, ...given },
        standIn: world.github,
      };
    },
    ...more,
  };
}

/** The checks tell by themselves that they are green; the runs of workflows only tell what may still come. */
const otherRuns = { at: /\/actions\/runs/, why: 'each named check was read and is green' };

export const githubRows: readonly HttpRow[] = [
  github(
    githubChecks,
    () => ({
      pull_requests: [pull],
      workflows: { 'ci.yml': { name: 'CI', on: ['pull_request'], jobs: { lint: 'success', test: 'success' } } },
      statuses: [{ context: 'legacy', state: 'success' }],
    }),
    ({ commits }) => ({ commit: commits.third, jobs: ['lint', 'test', 'legacy'], grace: '1m', timeout: '5m' }),
    {
      another: [
        { key: '^(sha|head_sha)$', to: other },
        { key: '^url$', to: `https://api.github.com/repos/acme/rocket/statuses/${other}` },
      ],
      harmless: { "sends another's object": otherRuns, 'uses an unknown word': otherRuns },
    },
  ),
  github(
    githubApproval,
    () => ({ pull_requests: [pull], reviews: [{ login: 'ada', after: 1 }] }),
    () => ({ pull_request: 1, by: ['ada'] }),
    {
      another: [
        { key: '^number$', to: 7 },
        { key: '^pull_request_url$', to: 'https://api.github.com/repos/acme/rocket/pulls/7' },
      ],
      harmless: lateLooks(/^[23] /),
    },
  ),
  github(
    githubPullRequest,
    () => ({}),
    () => pull,
    { another: [{ key: '^ref$', to: 'another' }] },
  ),
  github(
    githubMerge,
    () => ({ pull_requests: [pull] }),
    ({ commits }) => ({ pull_request: 1, head: commits.third, must_contain: commits.second }),
    {
      another: [
        { key: '^number$', to: 7 },
        { key: '^sha$', to: other },
      ],
    },
  ),
  github(
    githubRelease,
    () => ({}),
    ({ inRemote, commits }) => {
      inRemote('tag', '-a', '-m', 'v1', 'v1', commits.second);
      return { tag: 'v1', commit: commits.second, name: 'Release 1', body: '# Notes\n' };
    },
    { another: [{ key: '^(ref|tag_name|tag)$', to: 'refs/tags/v9' }], words: '^type$' },
  ),
  github(
    githubIssueSignOff,
    () => ({ pull_requests: [pull], replies: [{ login: 'axel', body: 'Approve, works for me', after: 1 }] }),
    () => ({ issue: 1, login: 'axel', ask: 'do sweeps work?' }),
    { another: [{ key: '^issue_url$', to: 'https://api.github.com/repos/acme/rocket/issues/7' }] },
  ),
];
