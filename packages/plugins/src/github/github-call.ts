import { fail, ok } from '@checklist/engine/plugin';
import { describeTrouble, type GithubResult, missingToken } from './github-trouble.ts';
import { type Octokit, openOctokit } from './open-octokit.ts';

/** Where a repository is, and how it is asked. */
export interface GithubSetting {
  /** "owner/name". */
  readonly repo: string;
  readonly baseUrl: string;
  readonly token: string | undefined;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** Milliseconds for one request; 20 seconds when absent. */
  readonly limit?: number;
}

/** The repository's name, as Octokit wants it. */
export interface RepoName {
  readonly owner: string;
  readonly repo: string;
}

/** Asks GitHub something about one repository; `what` completes "GitHub was asked to". */
export type GithubCall = <T>(what: string, ask: (octokit: Octokit, name: RepoName) => Promise<T>) => GithubResult<T>;

/** Makes every expected trouble of a call a value. */
export function createGithubCall({ repo: slug, token, signal, limit = 20_000, ...rest }: GithubSetting): GithubCall {
  const [owner = '', repo = ''] = slug.split('/');
  let opened: Promise<Octokit> | undefined;
  return async (what, ask) => {
    if (token === undefined || token === '') return fail(missingToken);
    try {
      opened ??= openOctokit({ ...rest, token, signal, limit });
      const octokit = await opened;
      return ok(await unlessAborted(signal, () => ask(octokit, { owner, repo })));
    } catch (error) {
      return fail(describeTrouble(`${what} in "${slug}"`, error));
    }
  };
}

/** The pauses between retries know no signal. */
async function unlessAborted<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([ask(), promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
