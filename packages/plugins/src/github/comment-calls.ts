import type { GithubCall } from './github-call.ts';
import { demandSame, promised } from './github-trouble.ts';
import { orAbsent } from './or-absent.ts';

/** A comment on an issue or on a pull request. */
export interface Comment {
  readonly id: number;
  readonly login: string;
  readonly body: string;
  readonly url: string;
  /** Somebody changed it after it was written, and GitHub does not tell who. */
  readonly isEdited: boolean;
  readonly createdAt: string;
  /** A program wrote it under a name of its own. */
  readonly isBot: boolean;
}

interface AnsweredComment {
  readonly id: number;
  readonly html_url: string;
  readonly body?: string | null | undefined;
  readonly user: { readonly login: string; readonly type?: string } | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Reads and writes of comments. */
export function createCommentCalls(call: GithubCall) {
  /** Oldest first. */
  const comments = (issue: number) =>
    call(`read the comments on ${issue}`, async (octokit, name) => {
      const asked = { ...name, issue_number: issue, per_page: 100 };
      const listed = await octokit.paginate(octokit.rest.issues.listComments, asked);
      for (const comment of listed) demandIssue(comment, issue);
      return listed.map(toComment);
    });

  const createComment = (issue: number, body: string) =>
    call(`comment on ${issue}`, async (octokit, name) => {
      const { data } = await octokit.rest.issues.createComment({ ...name, issue_number: issue, body });
      demandIssue(data, issue);
      return toComment(data);
    });

  /** Gives `undefined` when the comment was gone already. */
  const deleteComment = (id: number) =>
    orAbsent(
      call(`delete comment ${id}`, async (octokit, name) => {
        await octokit.rest.issues.deleteComment({ ...name, comment_id: id });
        return true;
      }),
    );

  const issue = (number: number) =>
    call(`read issue or pull request ${number}`, async (octokit, name) => {
      const { data } = await octokit.rest.issues.get({ ...name, issue_number: number });
      demandSame(data.number, number, 'number');
      return promised(data.html_url, 'html_url');
    });

  return { comments, createComment, deleteComment, issue };
}

function demandIssue({ issue_url: url }: { readonly issue_url: string }, issue: number): void {
  demandSame(promised(url, 'issue_url').split('/').at(-1), String(issue), 'issue_url');
}

function toComment(data: AnsweredComment): Comment {
  return {
    id: promised(data.id, 'id'),
    login: data.user?.login ?? '',
    body: data.body ?? '',
    url: promised(data.html_url, 'html_url'),
    isEdited: promised(data.created_at, 'created_at') !== promised(data.updated_at, 'updated_at'),
    createdAt: data.created_at,
    isBot: data.user?.type === 'Bot',
  };
}
