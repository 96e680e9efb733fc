import { readFileSync } from 'node:fs';

/** A process as Linux shows it. */
export interface ProcessEntry {
  /** Id of the process that leads its group. */
  readonly group: number;
  /** `Z` is one that has ended and that nobody has asked about. */
  readonly state: string;
  /** When it was started, in ticks since the machine was. */
  readonly born: string;
}

/** Changes whenever the machine is started; `undefined` where the system does not tell. */
export function readBoot(): string | undefined {
  boot ??= readFirstLine('/proc/sys/kernel/random/boot_id');
  return boot === '' ? undefined : boot;
}

/** Read once: it stays as long as this process. */
let boot: string | undefined;

function readFirstLine(file: string): string {
  try {
    return readFileSync(file, 'latin1').trim();
  } catch {
    return '';
  }
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
