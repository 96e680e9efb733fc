/** Anything with an id and a name. */
export interface Named {
  readonly gid: string;
  readonly name: string;
}

/** What the stand-in holds when it starts. */
export interface AsanaSeed {
  /** The only token that is accepted; `asana-token` when absent. */
  readonly token?: string;
  readonly projects: readonly SeedProject[];
  readonly tags?: readonly Named[];
  readonly tasks?: readonly SeedTask[];
  /** Ids of projects, sections and tasks that the account may not see. */
  readonly forbidden?: readonly string[];
}

interface SeedProject extends Named {
  readonly sections: readonly Named[];
  readonly custom_fields?: readonly Named[];
}

interface SeedTask extends Named {
  /** Id of its section. */
  readonly section: string;
  readonly completed?: boolean;
  readonly assignee?: string;
  /** Names of tags. */
  readonly tags?: readonly string[];
  /** What people see, by the name of the field. */
  readonly custom_fields?: Readonly<Record<string, string>>;
  readonly comments?: readonly string[];
}

export interface AsanaStateTask extends Required<Omit<SeedTask, 'assignee'>> {
  readonly assignee: string | undefined;
  completed: boolean;
  /** In ISO 8601; empty while it is open. */
  completedAt: string;
  comments: readonly string[];
}

/** What the stand-in holds now. */
export interface AsanaState extends Required<Omit<AsanaSeed, 'tasks'>> {
  readonly tasks: readonly AsanaStateTask[];
}

export function makeAsanaState(seed: AsanaSeed): AsanaState {
  const tasks = (seed.tasks ?? []).map((task) => ({
    ...task,
    assignee: task.assignee,
    completed: task.completed ?? false,
    completedAt: task.completed === true ? '2026-01-01T00:00:00.000Z' : '',
    tags: task.tags ?? [],
    custom_fields: task.custom_fields ?? {},
    comments: task.comments ?? [],
  }));
  const { token = 'asana-token', projects, tags = [], forbidden = [] } = seed;
  return { token, projects, tags, forbidden, tasks };
}
