import { defineStepType, ok, type StepResult } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { alreadySo, type Finding } from '../finding/finding.ts';
import { quoteText } from '../shell/quote-command.ts';
import { checkGithub } from './check-github.ts';
import { actIfAbsent, toProbe } from './finding.ts';
import type { GithubClient } from './github-client.ts';
import { repoOption } from './github-options.ts';
import type { GithubResult } from './github-trouble.ts';
import { githubCredentials, openGithub } from './open-github.ts';
import type { PullRequest } from './pull-request-calls.ts';
import { isSameText } from './same-text.ts';
import { readTextBefore, undoPullRequest } from './undo-pull-request.ts';

const options = Type.Object(
  {
    repo: repoOption,
    head: Type.String({
      minLength: 1,
      description: 'Branch whose commits shall be merged.',
      examples: ['release-qual/{{inputs.version}}'],
    }),
    base: Type.String({ minLength: 1, description: 'Branch into which they shall be merged.', examples: ['stable'] }),
    title: Type.String({
      minLength: 1,
      description: 'Title of the pull request.',
      examples: ['Release {{inputs.version}}'],
    }),
    body: Type.String({
      minLength: 1,
      description: 'Description of the pull request, in Markdown.',
      examples: ['Qualified by {{run.starter}}.', { template_file: 'templates/pr.md.hbs' }],
    }),
    draft: Type.Optional(Type.Boolean({ description: 'Open it as a draft.', default: false })),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const githubPullRequest = defineStepType({
  type: 'github.pull_request',
  summary: 'Opens a pull request, or updates the one that is open',
  effect: 'reversible',
  options,
  outputs: () => ({
    number: Type.Integer({ description: 'Number of the pull request.' }),
    url: Type.String({ description: 'Link to the pull request.' }),
    commit: Type.String({ description: 'Full SHA of its head.' }),
  }),
  credentials: githubCredentials,
  preflight: ({ repo, base }, context) => checkGithub(repo, context, { writes: true, branches: [base] }),
  probe: async (options, context) => toProbe(await look(options, openGithub(options, context))),
  plan: ({ repo, head, base, title, body, draft }) => [
    `open or update the ${draft === true ? 'draft ' : ''}pull request from "${head}" into "${base}" of "${repo}"`,
    'title:',
    ...quoteText(title),
    'description:',
    ...quoteText(body),
  ],
  start: async (options, context) => {
    const github = openGithub(options, context);
    return actIfAbsent(await look(options, github), (found) => openOrUpdate(options, found, github));
  },
  planUndo: ({ repo, head, base }, { outputs, before }) => {
    const number = outputs.number === undefined ? '' : ` ${String(outputs.number)}`;
    const which = `pull request${number} from "${head}" into "${base}" of "${repo}"`;
    const text = readTextBefore(before);
    if (text === undefined) return [`close the ${which}`];
    return [
      `give the ${which} its text back:`,
      'title:',
      ...quoteText(text.title),
      'description:',
      ...quoteText(text.body),
    ];
  },
  undo: async (options, done, context) => undoPullRequest(options, done, openGithub(options, context)),
});

/** What is there of the pull request: nothing, or one with another text. */
async function look(
  { head, base, title, body }: Options,
  github: GithubClient,
): GithubResult<Finding<PullRequest | undefined>> {
  const found = await github.findPullRequest(head, base);
  if (!found.ok) return found;
  const pull = found.value;
  if (pull === undefined || !isSameText(pull.title, title) || !isSameText(pull.body, body))
    return ok({ type: 'absent', facts: pull, ...(pull && { before: { title: pull.title, body: pull.body } }) });
  return ok(alreadySo(outputsOf(pull), `was already open as ${pull.url}`));
}

async function openOrUpdate(
  options: Options,
  found: PullRequest | undefined,
  github: GithubClient,
): GithubResult<StepResult> {
  const { head, base, title, body, draft = false } = options;
  const told =
    found === undefined
      ? await github.openPullRequest({ head, base, title, body, draft })
      : await github.changePullRequest(found.number, { title, body });
  if (!told.ok) return told;
  const pull = told.value;
  const note = found === undefined ? 'opened' : 'updated what was open already';
  return ok({ type: 'passed', outputs: outputsOf(pull), evidence: [linkTo(pull)], note });
}

function outputsOf({ number, url, commit }: PullRequest) {
  return { number, url, commit };
}

function linkTo({ number, url }: PullRequest) {
  return { type: 'link', label: `pull request ${number}`, url } as const;
}
