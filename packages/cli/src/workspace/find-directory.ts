import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's root for a folder: the nearest one above that holds `.git` or `checklists`; else the folder itself. */
export function findDirectory(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git')) || existsSync(join(folder, 'checklists'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}
