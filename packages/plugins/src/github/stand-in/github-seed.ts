/** What GitHub holds when a rehearsal or a test begins; plain JSON, described in docs/stand-ins.md. */
export interface GithubSeed {
  /** Accounts by token; the first one is handed out. A bot that may write everything when absent. */
  readonly tokens?: Readonly<Record<string, { readonly login: string; readonly scopes?: readonly string[] }>>;
  /** Further accounts. */
  readonly users?: readonly string[];
  /** By "owner/name". */
  readonly repositories: Readonly<Record<string, RepositorySeed>>;
}

export type Right = 'none' | 'read' | 'write';

export interface RepositorySeed {
  /** Folder of the bare git repository that is behind it; branches, tags and merges are real. */
  readonly git: string;
  readonly private?: boolean;
  /** `main` when absent. */
  readonly default_branch?: string;
  /** By login; `write` for whoever has a token and is not named. */
  readonly rights?: Readonly<Record<string, Right>>;
  /** All when absent. */
  readonly merge_methods?: readonly string[];
  /** Types of rules by branch, such as `required_linear_history`. */
  readonly rules?: Readonly<Record<string, readonly string[]>>;
  /** Approvals of the head without which a merge is blocked. */
  readonly required_approvals?: number;
  /** By file name. */
  readonly workflows?: Readonly<Record<string, WorkflowSeed>>;
  readonly statuses?: readonly StatusSeed[];
  readonly pull_requests?: readonly PullRequestSeed[];
  /** Reviews that people give to every pull request. */
  readonly reviews?: readonly ReviewSeed[];
  /** What people answer to a comment that mentions them. */
  readonly replies?: readonly ReplySeed[];
  readonly releases?: readonly ReleaseSeed[];
}

export interface WorkflowSeed {
  readonly name: string;
  /** `push` stands for every commit of the default branch, `pull_request` for the head of every open one. */
  readonly on: readonly ('push' | 'pull_request' | 'workflow_dispatch')[];
  /** What each job comes to; a list says it for each attempt, `missing` that the job is not there. */
  readonly jobs: Readonly<Record<string, string | readonly string[]>>;
  /** How often its checks are read before it has ended; 0 when absent. */
  readonly after?: number;
  /** What failed jobs say about the code, by job. */
  readonly annotations?: Readonly<Record<string, readonly string[]>>;
}

export interface StatusSeed {
  readonly context: string;
  readonly state: 'success' | 'failure' | 'error' | 'pending';
  /** A git revision; every commit when absent. */
  readonly commit?: string;
}

export interface PullRequestSeed {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body?: string;
  readonly author?: string;
  readonly draft?: boolean;
}

export interface ReviewSeed {
  readonly login: string;
  /** `APPROVED` when absent. */
  readonly state?: string;
  /** A git revision; the head when absent. */
  readonly commit?: string;
  /** `MEMBER` when absent. */
  readonly association?: string;
  /** How often the reviews are read before it is there; 0 when absent. */
  readonly after?: number;
  /** A branch that moves once the review is there, and the revision to which it moves. */
  readonly then_move?: { readonly branch: string; readonly to: string };
}

export interface ReplySeed {
  readonly login: string;
  readonly body: string;
  /** A text of the comment that is answered; `@login` when absent. */
  readonly to?: string;
  /** How often the comments are read before it is there; 0 when absent. */
  readonly after?: number;
}

export interface ReleaseSeed {
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly prerelease?: boolean;
}
