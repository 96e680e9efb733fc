import type { StepContext } from '@checklist/engine/plugin';
import { createGithubClient, type GithubClient } from './github-client.ts';

/** Variables that can hold the token; the first that is set counts. */
export const githubCredentials = ['GITHUB_TOKEN', 'GH_TOKEN'] as const;

/** The client for a step's repository, with the run's own credential. */
export function openGithub({ repo }: { readonly repo: string }, context: StepContext): GithubClient {
  const [first, second] = githubCredentials;
  return createGithubClient({
    repo,
    baseUrl: context.env.GITHUB_API_URL || 'https://api.github.com',
    token: context.secret(first) || context.secret(second),
    fetch: context.fetch,
    signal: context.signal,
  });
}
