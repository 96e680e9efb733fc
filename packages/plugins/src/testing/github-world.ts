import { type FakeContext, fakeContext } from '@checklist/engine/testing';
import { onTestFinished } from 'vitest';
import type { GithubSeed, RepositorySeed } from '../github/stand-in/github-seed.ts';
import type { RepositoryState } from '../github/stand-in/github-state.ts';
import { type GithubStandIn, startGithubStandIn } from '../github/stand-in/stand-in-github.ts';
import type { Misbehaviour } from '../stand-in/stand-in.ts';
import { type GitWorld, gitWorld } from './git-world.ts';

/** A stand-in of GitHub over the remote of a git world: `stable` at the first commit, `release` at the third. */
export interface GithubWorld {
  readonly git: GitWorld;
  readonly github: GithubStandIn;
  readonly repository: RepositoryState;
  readonly context: FakeContext;
  /** A context whose clock is so many milliseconds ahead. */
  later(ms: number): FakeContext;
  /** What people see of the repository. */
  snapshot(): Promise<unknown>;
}

export interface GithubWorldSetting extends Pick<GithubSeed, 'tokens' | 'users'> {
  /** What `repo` holds, given the commits of the git world. */
  readonly seed?: (git: GitWorld) => Omit<RepositorySeed, 'git'>;
  readonly misbehave?: readonly Misbehaviour[];
  /** `undefined` takes the token away. */
  readonly token?: string | undefined;
}

export const repo = 'acme/rocket';

/** Makes a world for the test that runs now; it is gone when the test has ended. */
export async function githubWorld(setting: GithubWorldSetting = {}): Promise<GithubWorld> {
  const { seed = () => ({}), misbehave, tokens, users } = setting;
  const git = gitWorld();
  git.inRemote('branch', 'stable', git.commits.first);
  git.inRemote('branch', 'release', git.commits.third);
  const people = { ...(tokens && { tokens }), ...(users && { users }) };
  const repositories = { [repo]: { git: git.remote, ...seed(git) } };
  const github = await startGithubStandIn({ ...people, repositories }, misbehave);
  onTestFinished(() => github.close());
  const { GITHUB_TOKEN = '', ...env } = github.env;
  const token = 'token' in setting ? setting.token : GITHUB_TOKEN;
  const secrets = token === undefined ? {} : { GITHUB_TOKEN: token };
  const makeContext = (ahead: number) => {
    const run = { commit: git.commits.third };
    return fakeContext({ directory: git.directory, env, secrets, run, now: () => Date.now() + ahead });
  };
  const repository = github.state.repositories.get(repo);
  if (repository === undefined) throw new Error('the stand-in has no repository');
  const snapshot = async () => takeSnapshot(git, repository);
  return { git, github, repository, context: makeContext(0), later: makeContext, snapshot };
}

function takeSnapshot({ inRemote }: GitWorld, { pulls, comments, releases, runs }: RepositoryState) {
  return structuredClone({
    refs: inRemote('for-each-ref'),
    pulls: pulls.filter(({ state }) => state === 'open').map(({ coming, reviews, ...pull }) => pull),
    comments: comments.filter(({ login }) => login === 'release-bot'),
    releases,
    dispatched: runs.filter(({ event, attempt }) => event === 'workflow_dispatch' || attempt > 1).length,
  });
}
