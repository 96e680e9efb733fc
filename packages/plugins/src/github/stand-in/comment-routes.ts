import type { Json } from '@checklist/engine/plugin';
import { type Asked, answer, answerPage, notFound, type RepositoryRoute, refuse, textOf } from './github-route.ts';
import { type CommentState, isBot, type RepositoryState } from './github-state.ts';

/** Comments on issues and pull requests. Every number is an issue, but those of pull requests. */
export const commentRoutes: readonly RepositoryRoute[] = [
  { method: 'GET', path: '/issues/{}', needs: 'read', answer: readIssue },
  { method: 'GET', path: '/issues/{}/comments', needs: 'read', answer: listComments },
  { method: 'POST', path: '/issues/{}/comments', needs: 'read', answer: addComment },
  { method: 'DELETE', path: '/issues/comments/{}', needs: 'write', answer: removeComment },
];

function readIssue({ name, pulls }: RepositoryState, { parts }: Asked) {
  const number = Number(parts[0]);
  if (!Number.isInteger(number)) return notFound();
  const kind = pulls.some((pull) => pull.number === number) ? 'pull' : 'issues';
  return answer(200, { number, html_url: `https://github.com/${name}/${kind}/${number}`, state: 'open' });
}

function listComments(repository: RepositoryState, { state, url, parts }: Asked) {
  const issue = Number(parts[0]);
  for (const reply of repository.replies.filter((one) => one.issue === issue)) {
    if (reply.left-- !== 0) continue;
    const { login, body } = reply.seed;
    const at = state.tick();
    repository.comments.push({ id: state.nextId(), issue, login, body, at, editedAt: at });
  }
  const found = repository.comments.filter((comment) => comment.issue === issue);
  return answerPage(
    found.map((comment) => commentJson(repository, comment)),
    url,
  );
}

function addComment(repository: RepositoryState, { state, account, body, parts }: Asked) {
  const text = textOf(body, 'body');
  if (text === '')
    return refuse(422, 'Validation Failed', [{ resource: 'IssueComment', field: 'body', code: 'missing_field' }]);
  const at = state.tick();
  const issue = Number(parts[0]);
  const comment = { id: state.nextId(), issue, login: account.login, body: text, at, editedAt: at };
  repository.comments.push(comment);
  for (const seed of repository.seed.replies ?? [])
    if (text.toLowerCase().includes((seed.to ?? `@${seed.login}`).toLowerCase()))
      repository.replies.push({ issue, seed, left: seed.after ?? 0 });
  return answer(201, commentJson(repository, comment));
}

function removeComment(repository: RepositoryState, { parts }: Asked) {
  const index = repository.comments.findIndex(({ id }) => id === Number(parts[0]));
  if (index < 0) return notFound();
  repository.comments.splice(index, 1);
  return { status: 204 };
}

function commentJson({ name }: RepositoryState, comment: CommentState): Json {
  return {
    id: comment.id,
    html_url: `https://github.com/${name}/issues/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `https://api.github.com/repos/${name}/issues/${comment.issue}`,
    body: comment.body,
    user: { login: comment.login, type: isBot(comment.login) ? 'Bot' : 'User' },
    created_at: comment.at,
    updated_at: comment.editedAt,
  };
}
