import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where a text stands until it is whole; always the same, so that what a crash left is found again. */
export function unfinishedName(target: string): string {
  return `${target}.unfinished`;
}

/** Writes beside and renames, so that a crash never leaves half a file under the name. Throws what the file system says. */
export async function writeBeside(target: string, content: string): Promise<void> {
  const unfinished = unfinishedName(target);
  try {
    await mkdir(dirname(target), { recursive: true });
    await rm(unfinished, { force: true });
    // A link that somebody put there is not written through.
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}
