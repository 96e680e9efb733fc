import { type Asked, answer, answerPage, notFound, type RepositoryRoute } from './github-route.ts';
import type { RepositoryState } from './github-state.ts';
import { rightOf } from './rights.ts';

/** The repository's settings, its refs and its history. */
export const repositoryRoutes: readonly RepositoryRoute[] = [
  { method: 'GET', path: '', needs: 'read', answer: readSettings },
  { method: 'GET', path: '/git/ref/{}', needs: 'read', answer: readRef },
  { method: 'GET', path: '/git/tags/{}', needs: 'read', answer: readTag },
  { method: 'GET', path: '/compare/{}', needs: 'read', answer: compare },
  { method: 'GET', path: '/rules/branches/{}', needs: 'read', answer: listRules },
];

function readSettings(repository: RepositoryState, { account }: Asked) {
  const { name, seed } = repository;
  const canWrite = rightOf(repository, account) === 'write';
  const methods = seed.merge_methods ?? ['merge', 'squash', 'rebase'];
  const [owner = '', short = ''] = name.split('/');
  const allowed = {
    allow_merge_commit: methods.includes('merge'),
    allow_squash_merge: methods.includes('squash'),
    allow_rebase_merge: methods.includes('rebase'),
  };
  const { status, body } = answer(200, {
    name: short,
    full_name: name,
    owner: { login: owner },
    private: seed.private === true,
    default_branch: seed.default_branch ?? 'main',
    permissions: { admin: false, maintain: false, push: canWrite, triage: canWrite, pull: true },
    ...(canWrite && allowed),
  });
  const scopes = account.scopes;
  return {
    status,
    ...(scopes && { headers: { 'x-oauth-scopes': scopes.join(', ') } }),
    ...(body !== undefined && { body }),
  };
}

function readRef({ git }: RepositoryState, { parts }: Asked) {
  const [kind, ...rest] = (parts[0] ?? '').split('/');
  const name = rest.join('/');
  const tip = kind === 'heads' ? git.branch(name) : undefined;
  const object = tip === undefined ? undefined : { type: 'commit', sha: tip };
  const found = kind === 'tags' ? git.tag(name) : object;
  return found === undefined ? notFound() : answer(200, { ref: `refs/${parts[0]}`, object: found });
}

function readTag({ git }: RepositoryState, { parts }: Asked) {
  const sha = parts[0] ?? '';
  const commit = git.commit(sha);
  return commit === undefined ? notFound() : answer(200, { sha, object: { type: 'commit', sha: commit } });
}

function compare({ git }: RepositoryState, { parts }: Asked) {
  const [base = '', head = ''] = (parts[0] ?? '').split('...');
  const find = (name: string) => git.branch(name) ?? git.commit(name);
  const [from, to] = [find(base), find(head)];
  const counts = from === undefined || to === undefined ? undefined : git.compare(from, to);
  if (counts === undefined) return notFound();
  const [behind_by, ahead_by] = counts;
  const apart = ahead_by > 0 ? (behind_by > 0 ? 'diverged' : 'ahead') : behind_by > 0 ? 'behind' : 'identical';
  return answer(200, {
    base_commit: { sha: from ?? '' },
    status: apart,
    ahead_by,
    behind_by,
    total_commits: ahead_by,
    commits: [],
    files: [],
  });
}

function listRules({ seed }: RepositoryState, { url, parts }: Asked) {
  const rules = seed.rules?.[parts[0] ?? ''] ?? [];
  return answerPage(
    rules.map((type) => ({ type, ruleset_source_type: 'Repository' })),
    url,
  );
}
