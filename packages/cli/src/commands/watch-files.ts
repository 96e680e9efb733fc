import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two looks. A watcher of the system would lose a file that an editor replaces. */
const lookEvery = 200;

/**
 * Waits until the state of a file differs from what was seen, and stands still again, since an editor may write in
 * several goes; gives the files that changed, came or went. Nothing once the signal is given.
 */
export async function untilChanged(
  files: () => readonly string[],
  seen: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  for (let before = seen; ; ) {
    try {
      await sleep(lookEvery, undefined, { signal });
    } catch {
      return [];
    }
    const now = new Map(files().map((file) => [file, stateOf(file)]));
    const changed = differences(seen, now);
    if (changed.length > 0 && differences(before, now).length === 0) return changed;
    before = now;
  }
}

/** What tells one state of a file from another without reading it; nothing for a file that is not there. */
export function stateOf(file: string): string {
  try {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return '';
  }
}

function differences(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const files = new Set([...before.keys(), ...now.keys()]);
  return [...files].filter((file) => before.get(file) !== now.get(file));
}
