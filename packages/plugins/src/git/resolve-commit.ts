import { fail, type Result, type StepContext } from '@checklist/engine/plugin';
import { createGitClient } from './git-client.ts';

/** The full SHA of a revision's commit; the error is a message for the operator. */
export async function resolveCommit(spawn: StepContext['spawn'], revision: string): Promise<Result<string, string>> {
  const commit = await createGitClient(spawn).revParse(revision);
  return commit.ok ? commit : fail(commit.error.message);
}
