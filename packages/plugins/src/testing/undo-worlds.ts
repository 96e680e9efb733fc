import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@checklist/engine/plugin';
import type { FakeContext } from '@checklist/engine/testing';
import { asanaWorld } from './asana-world.ts';
import { axel, discordWorld } from './discord-world.ts';
import { exactSnapshot } from './exact-snapshot.ts';
import { type GitWorld, gitWorld } from './git-world.ts';
import { type GithubWorld, githubWorld, repo } from './github-world.ts';

/** A world in which a step can be done and taken back, and the ways in which it can move on meanwhile. */
export interface UndoWorld {
  readonly context: FakeContext;
  readonly options: JsonObject;
  snapshot(): Promise<object>;
  /** Moves the world on, and gives the values of which an undo must tell: what is there, what it expected. */
  readonly moves: Readonly<Record<string, () => readonly string[] | Promise<readonly string[]>>>;
  /** Makes it so that the service refuses the credential. */
  expire?(): object;
}

function inGit(world: GitWorld, options: JsonObject, moves: UndoWorld['moves'], keepsTimes = true): UndoWorld {
  return { context: world.context, options, moves, snapshot: async () => exactSnapshot(world, keepsTimes) };
}

/** A commit on top of another, as a colleague makes it, in the clone alone. */
function colleague({ git }: GitWorld, parent: string): string {
  return git('commit-tree', '-p', parent, '-m', 'a colleague', `${parent}^{tree}`);
}

function moveRemote(world: GitWorld, branch: string, parent: string): string {
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

function fileWorld(): UndoWorld {
  const world = gitWorld();
  const path = join(world.directory, 'out/notes/v1.md');
  chmodSync(join(world.directory, 'first.txt'), 0o755);
  return inGit(
    world,
    { path: 'out/notes/v1.md', content: '# Notes\n' },
    {
      'someone edited it': () => {
        writeFileSync(path, '# Mine\n');
        return ['# Mine', '# Notes'];
      },
      'someone put a folder in its place': () => {
        rmSync(path);
        world.git('init', '-q', path);
        return ['EISDIR', 'expected'];
      },
    },
  );
}

const pull = { head: 'release', base: 'stable', title: 'Release 1', body: '# Release 1\n\nAll is well.' };

async function pullWorld(before?: { readonly title: string; readonly body: string }): Promise<UndoWorld> {
  const world = await githubWorld({ seed: () => (before ? { pull_requests: [{ ...pull, ...before }] } : {}) });
  const { git, repository } = world;
  const one = () => repository.pulls[0] ?? expectPull();
  return {
    ...inGithub(world, { repo, ...pull }),
    moves: {
      'someone pushed to its head': () => [moveRemote(git, 'release', git.commits.third), git.commits.third],
      'someone merged it': () => {
        one().state = 'closed';
        one().merged = { commit: git.commits.third, head: git.commits.third, at: '2026-01-01T00:00:00Z' };
        return ['merged', 'open'];
      },
      'someone changed its title': () => {
        one().title = 'Do not merge';
        return ['Do not merge', 'Release 1'];
      },
      'someone changed its description': () => {
        one().body = 'Wait for me';
        return ['Wait for me', 'All is well.'];
      },
      ...(before === undefined && {
        'someone commented on it': () => {
          comment(world, 'ada', 'Why so early?');
          return ['a comment of "ada"', 'expected none'];
        },
      }),
    },
  };
}

function expectPull(): never {
  throw new Error('no pull request was opened');
}

function comment({ repository, github }: GithubWorld, login: string, body: string): void {
  const at = github.state.tick();
  repository.comments.push({ id: github.state.nextId(), issue: 1, login, body, at, editedAt: at });
}

function inGithub(world: GithubWorld, options: JsonObject): Omit<UndoWorld, 'moves'> & { expire(): object } {
  return {
    context: world.context,
    options,
    expire: () => Object.assign(world.github.state, { tokens: new Map() }),
    snapshot: async () => ({
      git: exactSnapshot(world.git),
      pulls: structuredClone(world.repository.pulls.filter(({ state, merged }) => state === 'open' || merged)),
      comments: structuredClone(world.repository.comments),
    }),
  };
}

async function issueSignOffWorld(): Promise<UndoWorld> {
  const world = await githubWorld({ users: ['axel'], seed: () => ({ pull_requests: [pull] }) });
  return {
    ...inGithub(world, { repo, issue: 1, login: 'axel', ask: 'do sweeps work?' }),
    moves: {
      'someone edited the question': () => {
        const [question] = world.repository.comments;
        if (question !== undefined) question.body = question.body.replace('do sweeps work?', 'do they?');
        return ['do they?', 'do sweeps work?'];
      },
    },
  };
}

async function asanaCompleteWorld(): Promise<UndoWorld> {
  const { asana, context, secrets } = await asanaWorld();
  const task = asana.state.tasks.find(({ gid }) => gid === '203');
  return {
    context,
    options: { task: '203' },
    snapshot: async () => structuredClone(asana.state.tasks),
    expire: () => Object.assign(secrets, { ASANA_TOKEN: 'expired-token' }),
    moves: {
      'someone reopened it and completed it again': () => {
        const before = task?.completedAt ?? '';
        if (task !== undefined) task.completedAt = '2027-01-01T00:00:00.000Z';
        return ['2027-01-01T00:00:00.000Z', before];
      },
    },
  };
}

async function discordSignOffWorld(): Promise<UndoWorld> {
  const { discord, context, secrets } = await discordWorld();
  return {
    context,
    options: { user: axel, ask: 'Do sweeps work?', sign_off: { by: ['axel'] } },
    snapshot: async () => discord.state.messages.map(({ id, content }) => ({ id, content })),
    expire: () => Object.assign(secrets, { DISCORD_BOT_TOKEN: 'expired-token' }),
    // Nobody but the bot can change its message, and who deletes it has taken it back.
    moves: {},
  };
}

/** By step type; `shell` and all others with an `undo` command of their own are tried by whole runs. */
export const undoWorlds: Readonly<Record<string, readonly (() => UndoWorld | Promise<UndoWorld>)[]>> = {
  'file.write': [fileWorld],
  'git.branch': [branchWorld],
  'git.commit_file': [commitFileWorld],
  'git.tag': [tagWorld],
  'git.delete_branch': [deleteBranchWorld],
  'github.pull_request': [pullWorld, () => pullWorld({ title: 'Draft', body: 'to do' })],
  'github.issue_sign_off': [issueSignOffWorld],
  'asana.complete': [asanaCompleteWorld],
  'discord.sign_off': [discordSignOffWorld],
};
