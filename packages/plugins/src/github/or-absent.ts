import { ok } from '@checklist/engine/plugin';
import type { GithubResult } from './github-trouble.ts';

/** Takes "there is no such thing" for an answer. */
export async function orAbsent<T>(asked: GithubResult<T>): GithubResult<T | undefined> {
  const result = await asked;
  return !result.ok && result.error.type === 'not-found' ? ok(undefined) : result;
}
