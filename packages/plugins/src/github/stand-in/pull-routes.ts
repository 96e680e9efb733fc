import type { Json } from '@checklist/engine/plugin';
import { type Asked, answer, answerPage, notFound, type RepositoryRoute, refuse, textOf } from './github-route.ts';
import { addPull, type GithubState, type PullState, type RepositoryState, type ReviewState } from './github-state.ts';
import { countApprovals, mergePull } from './merge-pull.ts';

/** Pull requests and their reviews. */
export const pullRoutes: readonly RepositoryRoute[] = [
  { method: 'GET', path: '/pulls', needs: 'read', answer: listPulls },
  { method: 'POST', path: '/pulls', needs: 'write', answer: openPull },
  {
    method: 'GET',
    path: '/pulls/{}',
    needs: 'read',
    answer: (repository, asked) => withPull(repository, asked, (pull) => answer(200, toJson(repository, pull))),
  },
  { method: 'PATCH', path: '/pulls/{}', needs: 'write', answer: changePull },
  {
    method: 'PUT',
    path: '/pulls/{}/merge',
    needs: 'write',
    answer: (repository, asked) => withPull(repository, asked, (pull) => mergePull(repository, asked, pull)),
  },
  { method: 'GET', path: '/pulls/{}/reviews', needs: 'read', answer: listReviews },
  { method: 'POST', path: '/pulls/{}/reviews', needs: 'read', answer: addReview },
];

type Answer = RepositoryRoute['answer'];

function withPull(repository: RepositoryState, { parts }: Asked, use: (pull: PullState) => ReturnType<Answer>) {
  const pull = repository.pulls.find(({ number }) => number === Number(parts[0]));
  return pull === undefined ? notFound() : use(pull);
}

function listPulls(repository: RepositoryState, asked: Asked) {
  const { searchParams } = asked.url;
  const [owner] = repository.name.split('/');
  const state = searchParams.get('state') ?? 'open';
  const found = repository.pulls.filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      [null, `${owner}:${pull.head}`].includes(searchParams.get('head')) &&
      [null, pull.base].includes(searchParams.get('base')),
  );
  return answerPage(
    found.map((pull) => toJson(repository, pull)),
    asked.url,
  );
}

function openPull(repository: RepositoryState, asked: Asked) {
  const { body, account } = asked;
  const [head, base] = [textOf(body, 'head').replace(/^[^:]*:/, ''), textOf(body, 'base')];
  const tips = { head: repository.git.branch(head), base: repository.git.branch(base) };
  const resource = 'PullRequest';
  for (const field of ['head', 'base'] as const)
    if (tips[field] === undefined) return refuse(422, 'Validation Failed', [{ resource, field, code: 'invalid' }]);
  const [owner] = repository.name.split('/');
  const invalid = (message: string) => refuse(422, 'Validation Failed', [{ resource, code: 'custom', message }]);
  if (repository.pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base))
    return invalid(`A pull request already exists for ${owner}:${head}.`);
  if (repository.git.isAncestor(tips.head ?? '', tips.base ?? ''))
    return invalid(`No commits between ${base} and ${head}`);
  const text = { title: textOf(body, 'title'), body: textOf(body, 'body'), draft: body.draft === true };
  const pull = addPull(repository, { head, base, author: account.login, ...text });
  return answer(201, toJson(repository, pull));
}

function changePull(repository: RepositoryState, asked: Asked) {
  return withPull(repository, asked, (pull) => {
    const { title, body, state } = asked.body;
    if (typeof title === 'string') pull.title = title;
    if (typeof body === 'string') pull.body = body;
    if (state === 'closed' || (state === 'open' && pull.merged === undefined)) pull.state = state;
    return answer(200, toJson(repository, pull));
  });
}

function listReviews(repository: RepositoryState, asked: Asked) {
  return withPull(repository, asked, (pull) => {
    for (const coming of pull.coming) if (coming.left-- === 0) deliver(repository, asked.state, pull, coming.seed);
    return answerPage(
      pull.reviews.map((review) => reviewJson(repository, pull, review)),
      asked.url,
    );
  });
}

function deliver(
  repository: RepositoryState,
  state: GithubState,
  pull: PullState,
  seed: PullState['coming'][number]['seed'],
) {
  const { git } = repository;
  const { login, state: verdict = 'APPROVED', association = 'MEMBER', then_move } = seed;
  const commit = git.commit(seed.commit ?? `refs/heads/${pull.head}`) ?? '';
  pull.reviews.push({ id: state.nextId(), login, state: verdict, commit, association, at: state.tick() });
  const target = then_move === undefined ? undefined : git.commit(then_move.to);
  if (then_move !== undefined && target !== undefined) git.move(`refs/heads/${then_move.branch}`, target);
}

function addReview(repository: RepositoryState, asked: Asked) {
  return withPull(repository, asked, (pull) => {
    const { state, account, body } = asked;
    const verdicts: Readonly<Record<string, string>> = {
      APPROVE: 'APPROVED',
      REQUEST_CHANGES: 'CHANGES_REQUESTED',
      COMMENT: 'COMMENTED',
    };
    const event = textOf(body, 'event');
    const verdict = verdicts[event] ?? 'PENDING';
    if (account.login === pull.author && (event === 'APPROVE' || event === 'REQUEST_CHANGES')) {
      const what = event === 'APPROVE' ? 'approve' : 'request changes on';
      return refuse(422, 'Unprocessable Entity', [`Can not ${what} your own pull request`]);
    }
    const head = repository.git.branch(pull.head) ?? '';
    const commit = textOf(body, 'commit_id') || head;
    const review = {
      id: state.nextId(),
      login: account.login,
      state: verdict,
      commit,
      association: 'MEMBER',
      at: state.tick(),
    };
    pull.reviews.push(review);
    return answer(200, reviewJson(repository, pull, review));
  });
}

function reviewJson({ name }: RepositoryState, { number }: PullState, review: ReviewState): Json {
  return {
    id: review.id,
    user: { login: review.login, type: 'User' },
    body: '',
    state: review.state,
    html_url: `https://github.com/${name}/pull/${number}#pullrequestreview-${review.id}`,
    commit_id: review.commit,
    pull_request_url: `https://api.github.com/repos/${name}/pulls/${number}`,
    submitted_at: review.at,
    author_association: review.association,
  };
}

function toJson({ name, git, seed }: RepositoryState, pull: PullState): Json {
  const head = pull.merged?.head ?? git.branch(pull.head) ?? '';
  const base = git.branch(pull.base) ?? '';
  const canMerge = pull.state === 'open' && git.canMerge(base, head);
  const isBlocked = countApprovals(pull, head) < (seed.required_approvals ?? 0);
  return {
    number: pull.number,
    html_url: `https://github.com/${name}/pull/${pull.number}`,
    state: pull.state,
    title: pull.title,
    body: pull.body === '' ? null : pull.body,
    draft: pull.draft,
    user: { login: pull.author, type: 'User' },
    head: { ref: pull.head, sha: head, label: `${name.split('/')[0]}:${pull.head}` },
    base: { ref: pull.base, sha: base, label: `${name.split('/')[0]}:${pull.base}` },
    merged: pull.merged !== undefined,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? null,
    mergeable: pull.state === 'open' ? canMerge : null,
    mergeable_state: pull.draft ? 'draft' : !canMerge ? 'dirty' : isBlocked ? 'blocked' : 'clean',
  };
}
