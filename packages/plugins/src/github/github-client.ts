import { createCheckCalls } from './check-calls.ts';
import { createCommentCalls } from './comment-calls.ts';
import { createGithubCall, type GithubSetting } from './github-call.ts';
import { createPullRequestCalls } from './pull-request-calls.ts';
import { createReleaseCalls } from './release-calls.ts';
import { createRepositoryCalls } from './repository-calls.ts';

export type GithubClient = ReturnType<typeof createGithubClient>;

/** One repository on GitHub as typed reads and writes; it knows nothing of checklists. */
export function createGithubClient(setting: GithubSetting) {
  const call = createGithubCall(setting);
  return {
    ...createRepositoryCalls(call),
    ...createPullRequestCalls(call),
    ...createCheckCalls(call),
    ...createReleaseCalls(call),
    ...createCommentCalls(call),
  };
}
