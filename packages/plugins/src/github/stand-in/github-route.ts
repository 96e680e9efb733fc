import type { Json, JsonObject } from '@checklist/engine/plugin';
import type { StandInAnswer, StandInRequest } from '../../stand-in/stand-in.ts';
import type { Account, GithubState, RepositoryState } from './github-state.ts';

/** A request that has been let in. */
export interface Asked {
  readonly state: GithubState;
  readonly account: Account;
  readonly url: URL;
  readonly body: JsonObject;
  /** The variable parts of the path, decoded, after owner and name. */
  readonly parts: readonly string[];
}

/** One operation on a repository. */
export interface RepositoryRoute {
  readonly method: StandInRequest['method'];
  /** Below `/repos/{owner}/{repo}`; each `{}` is one part. */
  readonly path: string;
  readonly needs: 'read' | 'write';
  readonly answer: (repository: RepositoryState, asked: Asked) => StandInAnswer;
}

/** An answer with a body. */
export function answer(status: number, body: Json): StandInAnswer {
  return { status, body };
}

/** A refusal in GitHub's form. */
export function refuse(status: number, message: string, errors?: readonly Json[]): StandInAnswer {
  const documentation_url = 'https://docs.github.com/rest';
  return { status, body: { message, ...(errors && { errors }), documentation_url, status: String(status) } };
}

export const notFound = () => refuse(404, 'Not Found');

/** One page of a list, with the links to the others; `wrap` is the name under which some lists are answered. */
export function answerPage(all: readonly Json[], url: URL, wrap?: string): StandInAnswer {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const page = Number(url.searchParams.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const rows = all.slice((page - 1) * size, page * size);
  const body = wrap === undefined ? rows : { total_count: all.length, [wrap]: rows };
  if (page >= last) return { status: 200, body };
  const linkTo = (target: number) => {
    const address = new URL(url);
    address.searchParams.set('page', String(target));
    return address.href;
  };
  return { status: 200, headers: { link: `<${linkTo(page + 1)}>; rel="next", <${linkTo(last)}>; rel="last"` }, body };
}

/** A text of the request's body. */
export function textOf(body: JsonObject, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}
