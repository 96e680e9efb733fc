import { execFileSync } from 'node:child_process';

export type GitRepository = ReturnType<typeof openGitRepository>;

const identity = {
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@example.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** The bare repository behind a stand-in, so that what it merges is what a clone fetches. */
export function openGitRepository(folder: string) {
  /** What git prints; `undefined` when it fails. */
  function run(...args: string[]): string | undefined {
    try {
      const env = { ...process.env, ...identity };
      return execFileSync('git', args, {
        cwd: folder,
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    } catch {
      return undefined;
    }
  }

  const commit = (revision: string) =>
    run('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  const branch = (name: string) => commit(`refs/heads/${name}`);

  /** How many commits are only in the first, and only in the second. */
  function compare(base: string, head: string): readonly [number, number] | undefined {
    const counts = run('rev-list', '--left-right', '--count', `${base}...${head}`)?.split(/\s+/).map(Number);
    return counts === undefined ? undefined : [counts[0] ?? 0, counts[1] ?? 0];
  }

  /** The object that a tag's ref points at. */
  function tag(name: string): { type: string; sha: string } | undefined {
    const told = run('for-each-ref', '--format=%(objecttype) %(objectname)', `refs/tags/${name}`);
    const [type = '', sha = ''] = (told ?? '').split('\n')[0]?.split(' ') ?? [];
    return sha === '' ? undefined : { type, sha };
  }

  const move = (ref: string, to: string) => run('update-ref', ref, to);

  const canMerge = (base: string, head: string) => run('merge-tree', '--write-tree', base, head) !== undefined;

  /** Merges a head into a branch, with a merge commit or, squashed, with a plain one. */
  function merge(base: string, head: string, setting: { message: string; isSquash: boolean }): string | undefined {
    const tip = branch(base);
    const tree = tip === undefined ? undefined : run('merge-tree', '--write-tree', tip, head)?.split('\n')[0];
    if (tip === undefined || tree === undefined) return undefined;
    const parents = setting.isSquash ? ['-p', tip] : ['-p', tip, '-p', head];
    const made = run('commit-tree', tree, ...parents, '-m', setting.message);
    if (made !== undefined) move(`refs/heads/${base}`, made);
    return made;
  }

  return {
    commit,
    branch,
    compare,
    tag,
    move,
    canMerge,
    merge,
    isAncestor: (a: string, b: string) => run('merge-base', '--is-ancestor', a, b) !== undefined,
  };
}
