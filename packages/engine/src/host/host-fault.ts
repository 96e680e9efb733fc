/** Why a host cannot do what it was asked: a value, turned into a message and an exit code by whoever prints. */
export type HostFault =
  /** Somebody else drives the run. */
  | { readonly type: 'locked'; readonly runId: string; readonly owner?: LockOwner }
  /** The journal has a fault that must not be written over. */
  | { readonly type: 'damaged'; readonly file: string; readonly line: number; readonly message: string }
  | { readonly type: 'unknown-run'; readonly runId: string }
  | { readonly type: 'run-exists'; readonly runId: string }
  /** The disk or the folder does not take what has to be kept. */
  | { readonly type: 'unwritable'; readonly path: string; readonly message: string };

/** Who drives a run. Times are epoch milliseconds. */
export interface LockOwner {
  readonly pid: number;
  readonly hostname: string;
  readonly since: number;
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
    case 'unknown-run':
      return `there is no run "${fault.runId}"`;
    case 'run-exists':
      return `there is a run "${fault.runId}" already`;
    case 'unwritable':
      return `cannot write ${fault.path}: ${fault.message}`;
  }
}
