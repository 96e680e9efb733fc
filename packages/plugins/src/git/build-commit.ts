import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ok } from '@checklist/engine/plugin';
import type { GitClient } from './git-client.ts';
import type { GitResult } from './git-process.ts';

/** A commit that adds or replaces one file. */
export interface FileCommit {
  /** Full SHA. */
  readonly parent: string;
  readonly path: string;
  readonly content: string;
  readonly message: string;
}

/**
 * Builds the commit without touching work tree or index, and gives its SHA, which is the same each time: its dates are
 * the parent's. Unless `keep`, its objects go to a folder that is then removed, so that a mere look leaves no trace.
 */
export async function buildCommit(
  git: GitClient,
  file: FileCommit,
  directory: string,
  keep: boolean,
): GitResult<string> {
  const folder = await mkdtemp(join(tmpdir(), 'checklist-commit-'));
  try {
    const objects = keep ? ok({}) : await borrowObjects(git, directory, folder);
    if (!objects.ok) return objects;
    return await writeObjects(git, file, folder, { ...objects.value, GIT_INDEX_FILE: join(folder, 'index') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Env = Readonly<Record<string, string>>;

async function borrowObjects(git: GitClient, directory: string, folder: string): GitResult<Env> {
  const path = await git.line(['rev-parse', '--git-path', 'objects']);
  if (!path.ok) return path;
  const objects = join(folder, 'objects');
  await mkdir(objects);
  // Quoted, or a colon in the path would end it.
  const alternate = `"${resolve(directory, path.value).replace(/["\\]/g, '\\$&')}"`;
  return ok({ GIT_OBJECT_DIRECTORY: objects, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternate });
}

async function writeObjects(git: GitClient, file: FileCommit, folder: string, env: Env): GitResult<string> {
  const { parent, path, content, message } = file;
  const contentFile = join(folder, 'content');
  await writeFile(contentFile, content);
  const date = await git.line(['log', '-1', '--no-show-signature', '--format=%cd', '--date=raw', parent]);
  if (!date.ok) return date;
  const blob = await git.line(['hash-object', '-w', '--no-filters', '--', contentFile], { env });
  if (!blob.ok) return blob;
  const started = await git.run(['-c', 'core.splitIndex=false', 'read-tree', parent], { env });
  if (!started.ok) return started;
  const added = await git.run(['update-index', '--add', '--cacheinfo', `100644,${blob.value},${path}`], { env });
  if (!added.ok) return added;
  const tree = await git.line(['write-tree'], { env });
  if (!tree.ok) return tree;
  const dates = { GIT_AUTHOR_DATE: `@${date.value}`, GIT_COMMITTER_DATE: `@${date.value}` };
  return git.line(['commit-tree', tree.value, '-p', parent, '-m', message], { env: { ...env, ...dates } });
}
