import { defineStepType } from '@checklist/engine/plugin';
import { Type } from 'typebox';
import { toStepResult } from '../finding/conclude-failure.ts';
import { checkGit } from './check-git.ts';
import { troubleWhileLooking } from './finding.ts';
import { createGitClient } from './git-client.ts';
import { describeDirty, readStatus } from './read-status.ts';

const mostListed = 20;

export const gitClean = defineStepType({
  type: 'git.clean',
  summary: 'Verifies that the work tree has no changes and no untracked files',
  effect: 'reads',
  options: Type.Object(
    {
      ignore: Type.Optional(
        Type.Array(Type.String({ minLength: 1 }), {
          description: 'Files and folders that may differ.',
          examples: [['jobs.json', 'logs']],
        }),
      ),
    },
    { additionalProperties: false },
  ),
  outputs: () => ({ commit: Type.String({ description: 'Full SHA of HEAD.' }) }),
  preflight: (_options, context) => checkGit(context),
  plan: () => ['git status --porcelain --untracked-files=all'],
  start: async ({ ignore = [] }, context) => {
    const git = createGitClient(context.spawn);
    const status = await readStatus(git);
    if (!status.ok) return toStepResult(troubleWhileLooking(status.error));
    const changed = status.value.filter(({ path }) => !ignore.some((ignored) => isUnder(path, ignored)));
    if (changed.length > 0) {
      const listed = changed.slice(0, mostListed).map(({ state, path }) => `${state} ${path}`);
      const more = changed.length > mostListed ? [`and ${changed.length - mostListed} more`] : [];
      const hint = 'Commit, stash or remove them, or name them under "ignore".';
      return toStepResult({
        reason: 'expectation',
        message: describeDirty(changed),
        hint,
        details: [...listed, ...more],
      });
    }
    const head = await git.revParse('HEAD');
    if (!head.ok) return toStepResult(troubleWhileLooking(head.error));
    return { type: 'passed', outputs: { commit: head.value } };
  },
});

function isUnder(path: string, folder: string): boolean {
  const name = folder.replace(/^\.\//, '').replace(/\/+$/, '');
  return path === name || path.startsWith(`${name}/`);
}
