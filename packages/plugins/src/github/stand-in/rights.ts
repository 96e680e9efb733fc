import type { Right } from './github-seed.ts';
import type { Account, RepositoryState } from './github-state.ts';

/** What an account may do in a repository. */
export function rightOf({ seed }: RepositoryState, { login }: Account): Right {
  return seed.rights?.[login] ?? 'write';
}
