import { readFileSync } from 'node:fs';

/** A process as Linux shows it. */
export interface ProcessEntry {
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
    return { state: fields[0] ?? '', born: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
