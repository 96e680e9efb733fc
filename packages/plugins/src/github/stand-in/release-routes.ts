import type { Json } from '@checklist/engine/plugin';
import { type Asked, answer, notFound, type RepositoryRoute, refuse, textOf } from './github-route.ts';
import type { ReleaseState, RepositoryState } from './github-state.ts';

/** Releases. */
export const releaseRoutes: readonly RepositoryRoute[] = [
  { method: 'GET', path: '/releases/tags/{}', needs: 'read', answer: readRelease },
  { method: 'POST', path: '/releases', needs: 'write', answer: publish },
];

function readRelease(repository: RepositoryState, { parts }: Asked) {
  const release = repository.releases.find(({ tag }) => tag === parts[0]);
  return release === undefined ? notFound() : answer(200, releaseJson(repository, release));
}

/** A tag that is missing is made, as GitHub does, at the default branch. */
function publish(repository: RepositoryState, { state, body }: Asked) {
  const { git, seed, releases } = repository;
  const tag = textOf(body, 'tag_name');
  if (tag === '')
    return refuse(422, 'Validation Failed', [{ resource: 'Release', field: 'tag_name', code: 'missing_field' }]);
  if (releases.some((release) => release.tag === tag))
    return refuse(422, 'Validation Failed', [{ resource: 'Release', field: 'tag_name', code: 'already_exists' }]);
  const tip = git.branch(textOf(body, 'target_commitish') || (seed.default_branch ?? 'main'));
  if (git.tag(tag) === undefined && tip !== undefined) git.move(`refs/tags/${tag}`, tip);
  const text = { tag, name: textOf(body, 'name'), body: textOf(body, 'body') };
  const release = { ...text, id: state.nextId(), prerelease: body.prerelease === true };
  releases.push(release);
  return answer(201, releaseJson(repository, release));
}

function releaseJson({ name: repo }: RepositoryState, { id, tag, name, body, prerelease }: ReleaseState): Json {
  const html_url = `https://github.com/${repo}/releases/tag/${tag}`;
  return { id, html_url, tag_name: tag, name, body, prerelease, draft: false };
}
