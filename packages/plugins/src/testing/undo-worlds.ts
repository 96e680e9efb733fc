import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@checklist/engine/plugin';
import { asanaWorld } from './asana-world.ts';
import { axel, discordWorld } from './discord-world.ts';
import { exactSnapshot } from './exact-snapshot.ts';
import { gitUndoWorlds, inGit, moveRemote } from './git-undo-worlds.ts';
import { gitWorld } from './git-world.ts';
import { type GithubWorld, githubWorld, repo } from './github-world.ts';
import type { UndoWorld } from './undo-world.ts';

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
  ...gitUndoWorlds,
  'github.pull_request': [pullWorld, () => pullWorld({ title: 'Draft', body: 'to do' })],
  'github.issue_sign_off': [issueSignOffWorld],
  'asana.complete': [asanaCompleteWorld],
  'discord.sign_off': [discordSignOffWorld],
};
