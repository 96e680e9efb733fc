/** Why a host cannot do what it was asked: a value, turned into a message and an exit code by whoever prints. */
export type HostFault =
  /** Somebody else drives the run. */
  | { readonly type: 'locked'; readonly runId: string; readonly owner?: LockOwner }
  /** The journal has a fault that must not be written over. */
  | { readonly type: 'damaged'; readonly file: string; readonly line: number; readonly message: string }
  /** The journal was written by another version of this program. */
  | { readonly type: 'other-format'; readonly file: string; readonly found: unknown; readonly expected: number }
  | { readonly type: 'unreadable'; readonly path: string; readonly message: string }
  /** Somebody moved, removed or wrote the journal while the run was driven. */
  | { readonly type: 'meddled-with'; readonly file: string; readonly message: string }
  | { readonly type: 'unknown-run'; readonly runId: string }
  | { readonly type: 'run-exists'; readonly runId: string }
  /** An input holds a secret. */
  | { readonly type: 'secret-input'; readonly runId: string; readonly message: string }
  /** The file that is locked cannot be used. */
  | { readonly type: 'unlockable'; readonly path: string; readonly message: string }
  /** The disk or the folder does not take what has to be kept. */
  | { readonly type: 'unwritable'; readonly path: string; readonly message: string };

/** Who holds a run. Times are epoch milliseconds. */
export interface LockOwner {
  readonly pid: number;
  readonly hostname: string;
  readonly since: number;
  /** Only takes in the commands that wait, or puts the run on record, and is gone in a moment. */
  readonly isBrief?: true;
}

/** One line for a person: what was found and what to do. */
export function describeFault(fault: HostFault): string {
  switch (fault.type) {
    case 'locked': {
      const { owner } = fault;
      const who =
        owner === undefined
          ? 'another process'
          : `process ${owner.pid} on ${owner.hostname} since ${new Date(owner.since).toISOString()}`;
      return `run "${fault.runId}" is held by ${who}, expected a run that nobody drives`;
    }
    case 'damaged':
      return `${fault.file}:${fault.line}: ${fault.message}; nothing was written`;
    case 'other-format':
      return `${fault.file}:1: the journal has format ${JSON.stringify(fault.found)}, expected ${fault.expected}; nothing was written`;
    case 'unreadable':
      return `cannot read ${fault.path}: ${fault.message}`;
    case 'meddled-with':
      return `${fault.file} ${fault.message}; nothing was written since`;
    case 'unknown-run':
      return `there is no run "${fault.runId}"`;
    case 'run-exists':
      return `there is a run "${fault.runId}" already`;
    case 'secret-input':
      return fault.message;
    case 'unlockable':
      return `cannot lock ${fault.path}: ${fault.message}`;
    case 'unwritable':
      return `cannot write ${fault.path}: ${fault.message}`;
  }
}
