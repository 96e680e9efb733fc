import { readdirSync, readFileSync } from 'node:fs';

/** A process as Linux shows it. */
export interface ProcessEntry {
  readonly pid: number;
  /** `Z` is one that has ended and that nobody has asked about. */
  readonly state: string;
  readonly group: number;
  /** When it was started, in ticks since the machine was. */
  readonly born: string;
}

/** All processes; `undefined` where the system has no `/proc`. */
export function readProcesses(): readonly ProcessEntry[] | undefined {
  try {
    const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return ids.length === 0 ? undefined : ids.flatMap((id) => readProcess(id) ?? []);
  } catch {
    return undefined;
  }
}

/** One process by its number. */
export function readProcess(id: string): ProcessEntry | undefined {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    // The name stands in brackets and may hold brackets and blanks itself.
    const [state = '', , group = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid: Number(id), state, group: Number(group), born: rest[16] ?? '' };
  } catch {
    return undefined;
  }
}
