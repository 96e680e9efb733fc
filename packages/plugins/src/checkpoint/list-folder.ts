import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fail, ok } from '@checklist/engine/plugin';
import type { CheckpointFile, Listing } from './checkpoint-file.ts';

/** The files of a folder, however deep; a relative one is in `directory`. */
export async function listFolder(directory: string, path: string): Listing {
  const folder = resolve(directory, path);
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
    const files = await Promise.all(paths.map((file) => describe(folder, file)));
    return ok(files.filter((file) => file !== undefined));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok([]);
    const message = `folder "${path}" could not be read (${codeOf(error)}), expected its files`;
    return fail({ reason: 'cannot-tell', message, hint: 'Check that it is a folder and that you may read it.' });
  }
}

/** A file that is gone before we look, or a link to nowhere, is none. */
async function describe(folder: string, path: string): Promise<CheckpointFile | undefined> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return undefined;
    return { name: relative(folder, path).split(sep).join('/'), size: stats.size, savedAt: Math.floor(stats.mtimeMs) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
