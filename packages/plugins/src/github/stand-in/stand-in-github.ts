import { isJsonObject } from '@checklist/engine/plugin';
import {
  type Misbehaviour,
  type StandIn,
  type StandInAnswer,
  type StandInRequest,
  startStandIn,
} from '../../stand-in/stand-in.ts';
import { checkRoutes } from './check-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { answer, notFound, type RepositoryRoute, refuse } from './github-route.ts';
import type { GithubSeed } from './github-seed.ts';
import { type Account, createGithubState, type GithubState, isBot } from './github-state.ts';
import { pullRoutes } from './pull-routes.ts';
import { releaseRoutes } from './release-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { rightOf } from './rights.ts';

const routes = [...repositoryRoutes, ...pullRoutes, ...checkRoutes, ...commentRoutes, ...releaseRoutes].map(
  (route) => ({
    ...route,
    pattern: new RegExp(`^/repos/([^/]+)/([^/]+)${route.path.replaceAll('{}', '([^/]+)')}$`),
  }),
);

/** A stand-in of GitHub, with what it holds. */
export interface GithubStandIn extends StandIn {
  readonly state: GithubState;
}

/** Starts a stand-in of GitHub that answers from a git repository and from what the seed says of people and workflows. */
export async function startGithubStandIn(
  seed: GithubSeed,
  misbehave?: readonly Misbehaviour[],
): Promise<GithubStandIn> {
  const state = createGithubState(seed);
  const [token = ''] = state.tokens.keys();
  const env = (url: string) => ({ GITHUB_API_URL: url, GITHUB_TOKEN: token });
  const standIn = await startStandIn((request, url) => answerGithub(state, request, url), { env, misbehave });
  return { ...standIn, state };
}

function answerGithub(state: GithubState, request: StandInRequest, url: URL): StandInAnswer {
  const [, token] = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) return refuse(401, 'Requires authentication');
  const account = state.tokens.get(token);
  if (account === undefined) return refuse(401, 'Bad credentials');
  if (url.pathname === '/user') return readOwnAccount(account);
  const [, login] = /^\/users\/([^/]+)$/.exec(url.pathname) ?? [];
  if (login !== undefined) return readAccount(state, login);
  for (const route of routes) {
    const match = route.method === request.method ? route.pattern.exec(url.pathname) : null;
    if (match !== null)
      return answerRoute(route, match.slice(1).map(decodeURIComponent), { state, account, request, url });
  }
  return notFound();
}

interface LetIn {
  readonly state: GithubState;
  readonly account: Account;
  readonly request: StandInRequest;
  readonly url: URL;
}

function answerRoute(route: RepositoryRoute, match: readonly string[], { state, account, request, url }: LetIn) {
  const [owner, name, ...parts] = match;
  const repository = state.repositories.get(`${owner}/${name}`);
  if (repository === undefined) return notFound();
  const right = rightOf(repository, account);
  // What is private is not even said to be there.
  if (right === 'none') return notFound();
  if (route.needs === 'write' && right !== 'write')
    return refuse(403, 'Resource not accessible by personal access token');
  if (request.method !== 'GET' && request.method !== 'DELETE' && request.body !== null && !isJsonObject(request.body))
    return refuse(400, 'Problems parsing JSON');
  const body = isJsonObject(request.body) ? request.body : {};
  return route.answer(repository, { state, account, url, body, parts });
}

/** The token of an app has no account of its own. */
function readOwnAccount({ login }: Account): StandInAnswer {
  if (isBot(login)) return refuse(403, 'Resource not accessible by integration');
  return answer(200, { login, type: 'User' });
}

function readAccount({ seed, tokens }: GithubState, login: string): StandInAnswer {
  const repositories = Object.values(seed.repositories);
  const known = [
    ...(seed.users ?? []),
    ...[...tokens.values()].map((account) => account.login),
    ...repositories.flatMap(({ reviews = [], replies = [] }) => [...reviews, ...replies].map((person) => person.login)),
  ];
  const found = known.find((one) => one.toLowerCase() === login.toLowerCase());
  return found === undefined ? notFound() : answer(200, { login: found, type: 'User' });
}
