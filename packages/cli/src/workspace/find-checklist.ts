import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { didYouMean, fail, ok, type Result } from '@checklist/engine';
import { type Trouble, wrongUsage } from '../trouble.ts';

/** The file of a checklist that was named by its id or by a path, relative to the repository's root. */
export function findChecklist(
  named: string,
  at: { readonly directory: string; readonly cwd: string },
): Result<string, Trouble> {
  const [path, ...others] = possibleFiles(named, at);
  if (path !== undefined && others.length === 0) return ok(path);
  const file = fileOf(named, at.directory) ?? fileThatSays(named, at.directory);
  if (file !== undefined) return ok(file);
  const ids = listChecklistIds(at.directory);
  const known =
    ids.length === 0 ? 'there are none: write checklists/<id>.yaml' : `"checklist list" shows what there is`;
  return fail(
    wrongUsage(
      `there is no checklist "${named}" in ${join(at.directory, 'checklists')}`,
      didYouMean(named, ids) ?? known,
    ),
  );
}

/** The file that a path leads to, or the files in which a checklist of this id would lie, relative to the root. */
export function possibleFiles(
  named: string,
  { directory, cwd }: { readonly directory: string; readonly cwd: string },
): readonly string[] {
  const isPath = /[/\\]|\.ya?ml$/.test(named);
  return isPath ? [relative(directory, resolve(cwd, named))] : filesOfId(named);
}

function filesOfId(id: string): string[] {
  return ['yaml', 'yml'].map((ending) => join('checklists', `${id}.${ending}`));
}

/** Where a checklist lies that goes by this id. A link that leads nowhere counts: whoever reads it says so. */
export function fileOf(id: string, directory: string): string | undefined {
  return filesOfId(id).find((file) => lstatSync(join(directory, file), { throwIfNoEntry: false }) !== undefined);
}

/** The only file that gives its checklist this id although its own name is another. */
function fileThatSays(id: string, directory: string): string | undefined {
  const files = listChecklistIds(directory).flatMap((name) => fileOf(name, directory) ?? []);
  const [file, ...others] = files.filter((one) => readId(join(directory, one)) === id);
  return others.length === 0 ? file : undefined;
}

function readId(path: string): string | undefined {
  try {
    const text = statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
    return /^id:\s*["']?([a-z][a-z0-9_]*)["']?\s*(?:#.*)?$/m.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

/** The ids of all checklists of a repository, by the names of their files. */
export function listChecklistIds(directory: string): string[] {
  try {
    const names = readdirSync(join(directory, 'checklists'), { withFileTypes: true });
    const files = names.filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name));
    return [...new Set(files.map(({ name }) => name.replace(/\.ya?ml$/, '')))].toSorted();
  } catch {
    return [];
  }
}
