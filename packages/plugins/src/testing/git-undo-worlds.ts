import { join } from 'node:path';
import type { JsonObject } from '@checklist/engine/plugin';
import { exactSnapshot } from './exact-snapshot.ts';
import { type GitWorld, gitWorld } from './git-world.ts';
import type { UndoWorld } from './undo-world.ts';

/** A step in a clone and its remote. */
export function inGit(world: GitWorld, options: JsonObject, moves: UndoWorld['moves'], keepsTimes = true): UndoWorld {
  return { context: world.context, options, moves, snapshot: async () => exactSnapshot(world, keepsTimes) };
}

/** A commit on top of another, as a colleague makes it, in the clone alone. */
function colleague({ git }: GitWorld, parent: string): string {
  return git('commit-tree', '-p', parent, '-m', 'a colleague', `${parent}^{tree}`);
}

/** A colleague pushes a commit on top of another. */
export function moveRemote(world: GitWorld, branch: string, parent: string): string {
  const commit = colleague(world, parent);
  world.git('push', '-q', '--force', 'origin', `${commit}:refs/heads/${branch}`);
  world.git('update-ref', '-d', `refs/remotes/origin/${branch}`);
  return commit;
}

function branchWorld(): UndoWorld {
  const world = gitWorld();
  const { commits, git } = world;
  const at = commits.second;
  return inGit(
    world,
    { name: 'release/1', at, push: 'origin', checkout: true },
    {
      'someone pushed to it': () => [moveRemote(world, 'release/1', at), at],
      'someone committed to it here': () => {
        const commit = colleague(world, at);
        git('update-ref', 'refs/heads/release/1', commit);
        return [commit, at];
      },
      'it is checked out elsewhere': () => {
        git('checkout', '-q', 'main');
        const place = join(world.directory, '../elsewhere');
        git('worktree', 'add', '-q', place, 'release/1');
        return [place, 'nowhere'];
      },
    },
    false,
  );
}

/** A branch that somebody else has pushed, or that was here, or that the work tree stood on before. */
function partlyThere(isThere: 'pushed' | 'here' | 'checked-out'): UndoWorld {
  const world = gitWorld();
  const { commits, git } = world;
  const at = commits.second;
  if (isThere === 'pushed') world.inRemote('branch', 'release/1', at);
  else git('branch', 'release/1', at);
  if (isThere === 'checked-out') git('checkout', '-q', 'release/1');
  const options = { name: 'release/1', at, push: 'origin', checkout: isThere !== 'pushed' };
  return inGit(world, options, {}, false);
}

function tagWorld(): UndoWorld {
  const world = gitWorld();
  const { commits, git } = world;
  return inGit(
    world,
    { name: 'v1', at: commits.second, message: '# Release\n\nv1  \n\n\n\nend' },
    {
      'someone moved it': () => {
        git('tag', '-f', '-a', '-m', 'v1', 'v1', commits.third);
        return [commits.third, commits.second];
      },
      'someone made it lightweight': () => {
        git('tag', '-f', 'v1', commits.second);
        return ['lightweight', commits.second];
      },
      'someone gave it another message': () => {
        git('tag', '-f', '-a', '-m', 'mine', 'v1', commits.second);
        return ['mine', 'v1'];
      },
    },
  );
}

function commitFileWorld(): UndoWorld {
  const world = gitWorld();
  const parent = world.commits.second;
  world.inRemote('branch', 'release', parent);
  world.git('fetch', '-q', 'origin');
  const file = { path: 'notes/v1.md', content: '# Notes\n', message: 'Add notes' };
  return inGit(
    world,
    { branch: 'release', parent, push: 'origin', ...file },
    { 'someone pushed to the branch': () => [moveRemote(world, 'release', parent), 'expected'] },
  );
}

function deleteBranchWorld(): UndoWorld {
  const world = gitWorld();
  const { commits } = world;
  world.inRemote('branch', 'release', commits.second);
  world.git('fetch', '-q', 'origin');
  return inGit(
    world,
    { name: 'release', remote: 'origin' },
    { 'someone made it anew': () => [moveRemote(world, 'release', commits.third), commits.second] },
  );
}

/** The step types of git, by name. */
export const gitUndoWorlds: Readonly<Record<string, readonly (() => UndoWorld)[]>> = {
  'git.branch': [branchWorld, () => partlyThere('pushed'), () => partlyThere('here'), () => partlyThere('checked-out')],
  'git.commit_file': [commitFileWorld],
  'git.tag': [tagWorld],
  'git.delete_branch': [deleteBranchWorld],
};
