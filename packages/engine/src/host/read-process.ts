import { readdirSync, readFileSync } from 'node:fs';

/** A process as Linux shows it. */
export interface ProcessEntry {
  /** Id of the process that leads its group. */
  readonly group: number;
  /** `Z` is one that has ended and that nobody has asked about. */
  readonly state: string;
  /** When it was started, in ticks since the machine was. */
  readonly born: string;
}

/** Reads about a process; `undefined` when it is gone, and on every other system. */
export function readProcess(pid: number): ProcessEntry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name stands in brackets and may hold brackets and blanks itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', group: Number(fields[2]), born: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** Ids of the processes that lead a group and have one of these in their environment, each `NAME=value`; none on every other system than Linux. */
export function findMarked(marks: readonly string[]): number[] {
  if (marks.length === 0) return [];
  const pids = listFolder('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter(
      (pid) => readEnvironment(pid).some((variable) => marks.includes(variable)) && readProcess(pid)?.group === pid,
    );
}

function readEnvironment(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function listFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
