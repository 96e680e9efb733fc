import { execFileSync } from 'node:child_process';

/** How often each text is there. */
export function countEach(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

/**
 * A repository's refs with the commits behind each and the files that they hold: the same in every world, as ids are not. What a
 * clone remembers of its remote is left out: a push that was cut off may not have told it yet.
 */
export function readRefs(repository: string): string[] {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).split('\n').slice(0, -1);
  const refs = git('for-each-ref', '--format=%(refname) %(objecttype)').filter(
    (ref) => !ref.startsWith('refs/remotes/'),
  );
  return refs.map((ref) => {
    const name = ref.split(' ')[0] ?? '';
    const commits = git('log', '--format=%s', name).toSorted();
    return `${ref} of ${commits.join(' | ')} with ${git('ls-tree', '-r', '--name-only', name).join(' ')}`;
  });
}
