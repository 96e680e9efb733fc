import { type GitRepository, openGitRepository } from './git-repository.ts';
import type { GithubSeed, ReplySeed, RepositorySeed, ReviewSeed } from './github-seed.ts';

/** All that a stand-in of GitHub holds; tests may change it. */
export interface GithubState {
  readonly seed: GithubSeed;
  readonly tokens: ReadonlyMap<string, Account>;
  readonly repositories: ReadonlyMap<string, RepositoryState>;
  /** A new id. */
  nextId(): number;
  /** A moment in ISO 8601, later than the one before. */
  tick(): string;
}

export interface Account {
  readonly login: string;
  readonly scopes?: readonly string[];
}

/** Apps write under names that no person can have. */
export function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

export interface RepositoryState {
  readonly name: string;
  readonly seed: RepositorySeed;
  readonly git: GitRepository;
  readonly pulls: PullState[];
  readonly runs: RunState[];
  readonly statuses: StatusState[];
  readonly comments: CommentState[];
  readonly replies: { readonly issue: number; readonly seed: ReplySeed; left: number }[];
  readonly releases: ReleaseState[];
}

export interface PullState {
  readonly number: number;
  readonly head: string;
  readonly author: string;
  readonly reviews: ReviewState[];
  /** Reviews that are still to come. */
  readonly coming: { readonly seed: ReviewSeed; left: number }[];
  base: string;
  title: string;
  body: string;
  draft: boolean;
  state: 'open' | 'closed';
  merged?: { readonly commit: string; readonly head: string; readonly at: string };
}

export interface ReviewState {
  readonly id: number;
  readonly login: string;
  readonly state: string;
  readonly commit: string;
  readonly association: string;
  readonly at: string;
}

export interface RunState {
  readonly id: number;
  readonly suite: number;
  readonly file: string;
  readonly event: string;
  readonly commit: string;
  readonly createdAt: string;
  attempt: number;
  startedAt: string;
  /** How often its checks are still to be read before it ends. */
  left: number;
  jobs: readonly JobState[];
}

export interface JobState {
  readonly id: number;
  readonly name: string;
  readonly conclusion: string;
  readonly startedAt: string;
}

export interface StatusState {
  readonly id: number;
  readonly context: string;
  readonly state: string;
  /** Every commit when absent. */
  readonly commit?: string | undefined;
  readonly at: string;
}

export interface CommentState {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  readonly at: string;
  body: string;
  editedAt: string;
}

export interface ReleaseState {
  readonly id: number;
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly prerelease: boolean;
}

/** Makes the state that a seed describes. */
export function createGithubState(seed: GithubSeed): GithubState {
  let id = 1000;
  let moment = Math.floor(Date.now() / 1000) * 1000;
  const state = {
    seed,
    tokens: new Map(Object.entries(seed.tokens ?? { 'stand-in-token': { login: 'release-bot' } })),
    repositories: new Map<string, RepositoryState>(),
    nextId: () => ++id,
    tick: () => {
      moment += 1000;
      return new Date(moment).toISOString().replace('.000', '');
    },
  };
  for (const [name, written] of Object.entries(seed.repositories))
    state.repositories.set(name, createRepository(name, written, state));
  return state;
}

function createRepository(name: string, seed: RepositorySeed, state: GithubState): RepositoryState {
  const git = openGitRepository(seed.git);
  const repository: RepositoryState = {
    ...{ name, seed, git, pulls: [], runs: [], comments: [], replies: [] },
    statuses: (seed.statuses ?? []).map(({ commit, ...status }) => ({
      ...status,
      id: state.nextId(),
      at: state.tick(),
      commit: commit === undefined ? undefined : git.commit(commit),
    })),
    releases: (seed.releases ?? []).map((release) => ({ prerelease: false, ...release, id: state.nextId() })),
  };
  for (const { body = '', author = 'release-bot', draft = false, ...pull } of seed.pull_requests ?? [])
    addPull(repository, { ...pull, body, author, draft });
  return repository;
}

/** Opens a pull request, with the reviews that people will give to it. */
export function addPull(
  repository: RepositoryState,
  pull: Pick<PullState, 'head' | 'base' | 'title' | 'body' | 'author' | 'draft'>,
): PullState {
  const coming = (repository.seed.reviews ?? []).map((seed) => ({ seed, left: seed.after ?? 0 }));
  const added: PullState = { ...pull, number: repository.pulls.length + 1, state: 'open', reviews: [], coming };
  repository.pulls.push(added);
  return added;
}
