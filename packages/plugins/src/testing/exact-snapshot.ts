import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { GitWorld } from './git-world.ts';

/** A clone and its remote to the byte: refs, what they hold, HEAD, index, settings, and the work tree with modes and times. */
export function exactSnapshot({ directory, git, inRemote }: GitWorld, keepsTimes = true): object {
  return {
    remoteRefs: inRemote('for-each-ref'),
    remoteObjects: inRemote('rev-list', '--objects', '--all').split('\n').toSorted(),
    // What git.delete_branch keeps for its undo lies below refs/checklist, where no user looks.
    refs: git('for-each-ref', 'refs/heads', 'refs/tags', 'refs/remotes', 'refs/notes', 'refs/stash'),
    head: readFileSync(join(directory, '.git/HEAD'), 'utf8'),
    index: git('ls-files', '--stage', '-v'),
    status: git('status', '--porcelain', '--ignored'),
    config: readFileSync(join(directory, '.git/config'), 'utf8'),
    files: listFiles(directory, keepsTimes),
  };
}

/** Every path of a work tree with its kind, mode and content; folders too. */
function listFiles(directory: string, keepsTimes: boolean): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !/^\.git\b/.test(path),
  );
  return entries.toSorted().map((path) => {
    const stat = lstatSync(join(directory, path));
    const time = keepsTimes && stat.isFile() ? ` ${stat.mtimeMs}` : '';
    return `${stat.mode.toString(8)}${time} ${path} ${contentOf(join(directory, path), stat)}`;
  });
}

function contentOf(path: string, stat: Stats): string {
  if (stat.isSymbolicLink()) return readlinkSync(path);
  return stat.isFile() ? readFileSync(path).toString('base64') : '';
}
