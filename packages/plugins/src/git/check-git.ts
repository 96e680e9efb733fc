import type { Lack, StepContext } from '@checklist/engine/plugin';
import { createGitClient, type GitClient } from './git-client.ts';
import type { GitTrouble } from './git-process.ts';

/** What a git step needs, beyond git and a repository. */
interface GitNeeds {
  readonly reads?: string | undefined;
  readonly pushes?: string | undefined;
  /** A name and address for the commits or tags that it makes. */
  readonly identity?: boolean;
}

/** What a later git step needs and is not there. */
export async function checkGit(context: StepContext, needs: GitNeeds = {}): Promise<Lack[]> {
  const git = createGitClient(context.spawn);
  const base = await checkRepository(git);
  if (base.length > 0) return base;
  const identity = needs.identity === true ? await checkIdentity(git) : [];
  const remote = needs.pushes ?? needs.reads;
  return [...identity, ...(remote === undefined ? [] : await checkAccess(git, remote, needs.pushes !== undefined))];
}

async function checkRepository(git: GitClient): Promise<Lack[]> {
  const version = await git.line(['version']);
  if (!version.ok) return [lackOf(version.error, 'Install git 2.30 or newer.')];
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version.value) ?? [];
  if (Number(major) < 2 || (Number(major) === 2 && Number(minor) < 30))
    return [{ message: `"${version.value}" was found, expected git 2.30 or newer`, hint: 'Install a newer git.' }];
  const inside = await git.line(['rev-parse', '--is-inside-work-tree']);
  if (inside.ok && inside.value === 'true') return [];
  const hint = 'Run the checklist inside a clone.';
  return [{ message: 'this directory is not in a git work tree, expected one', hint }];
}

async function checkIdentity(git: GitClient): Promise<Lack[]> {
  const identity = await git.line(['var', 'GIT_COMMITTER_IDENT']);
  if (identity.ok) return [];
  const hint = 'Set user.name and user.email with "git config".';
  return [{ message: 'git knows no name and address for commits, expected both', hint }];
}

/** A dry push asks the server for the right to write and sends nothing. */
async function checkAccess(git: GitClient, remote: string, isPush: boolean): Promise<Lack[]> {
  const hint = 'Check the network and your access.';
  const reached = await git.lsRemote(remote, 'HEAD');
  if (!reached.ok) return [lackOf(reached.error, hint)];
  if (!isPush) return [];
  const dry = ['push', '--dry-run', '--no-verify', '--no-follow-tags', '--', remote, 'HEAD:refs/checklist/preflight'];
  const pushed = await git.run(dry);
  if (pushed.ok) return [];
  const cause = pushed.error.details?.at(-1);
  const because = cause === undefined ? '' : ` (${cause})`;
  return [{ message: `remote "${remote}" does not let you push${because}, expected the right to write`, hint }];
}

function lackOf(trouble: GitTrouble, hint: string): Lack {
  return { message: trouble.message, hint: trouble.hint ?? hint };
}
