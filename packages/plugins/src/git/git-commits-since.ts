import { defineStepType, fail, type JsonObject, ok, type StepResult } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { toStepResult } from '../finding/conclude-failure.ts';
import { quoteAll } from './carry-out.ts';
import { checkGit } from './check-git.ts';
import { troubleWhileLooking } from './finding.ts';
import { createGitClient, type GitClient } from './git-client.ts';
import type { Command, GitResult } from './git-process.ts';
import { fullSha } from './local-reads.ts';
import { unreadable } from './read-rows.ts';

const options = Type.Object(
  {
    since: Type.String({
      minLength: 1,
      description: 'Revision whose commits are left out, such as the last tag.',
      examples: ['origin/stable', 'v1.2.0'],
    }),
    until: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Newest commit of the list; HEAD when absent.',
        default: 'HEAD',
        examples: ['{{run.commit}}'],
      }),
    ),
  },
  { additionalProperties: false },
);

const commit = Type.Object(
  {
    sha: Type.String({ description: 'Full SHA.' }),
    subject: Type.String({ description: 'First line of the message.' }),
    author: Type.String({ description: 'Name of the author.' }),
  },
  { additionalProperties: false },
);

export const gitCommitsSince = defineStepType({
  type: 'git.commits_since',
  summary: 'Lists the commits between two revisions, newest first',
  effect: 'reads',
  options,
  outputs: () => ({
    commits: Type.Array(commit, { description: 'The commits, newest first.' }),
    count: Type.Integer({ description: 'How many there are.' }),
  }),
  preflight: (_options, context) => checkGit(context),
  plan: ({ since, until = 'HEAD' }) => quoteAll([logCommand(since, until)]),
  start: async (options, context) => {
    const listed = await list(options, createGitClient(context.spawn));
    return listed.ok ? listed.value : toStepResult(troubleWhileLooking(listed.error));
  },
});

async function list({ since, until = 'HEAD' }: Static<typeof options>, git: GitClient): GitResult<StepResult> {
  const oldest = await git.revParse(since);
  if (!oldest.ok) return oldest;
  const newest = await git.revParse(until);
  if (!newest.ok) return newest;
  const shallow = await git.isShallow();
  if (!shallow.ok) return shallow;
  if (shallow.value) {
    const message = `this clone is shallow, expected all commits since "${since}"`;
    const hint = 'Run "git fetch --unshallow", then try again.';
    return ok(toStepResult({ reason: 'cannot-tell', message, hint }));
  }
  const log = await git.run(logCommand(oldest.value, newest.value).slice(1));
  if (!log.ok) return log;
  const commits = parseLog(log.value.stdout);
  // A list that was cut off between two commits looks whole.
  const counted = await git.line(['rev-list', '--count', `${oldest.value}..${newest.value}`, '--']);
  if (!counted.ok) return counted;
  if (commits === undefined || String(commits.length) !== counted.value)
    return fail(unreadable('git log', `${counted.value} whole commits`));
  return ok({ type: 'passed', outputs: { commits, count: commits.length } });
}

function logCommand(since: string, until: string): Command {
  return [
    'git',
    'log',
    '--no-show-signature',
    '-z',
    '--format=%H%x00%s%x00%an',
    '--end-of-options',
    `${since}..${until}`,
  ];
}

/** Three fields a commit, each ended by a null character, which no name and no subject can hold. */
function parseLog(text: string): JsonObject[] | undefined {
  const fields = text.split('\0');
  // A text that was cut off would be taken for fewer commits.
  if (fields.pop() !== '' || fields.length % 3 !== 0) return undefined;
  const commits: JsonObject[] = [];
  for (let index = 0; index < fields.length; index += 3) {
    const [sha = '', subject = '', author = ''] = fields.slice(index, index + 3);
    if (!fullSha.test(sha)) return undefined;
    commits.push({ sha, subject, author });
  }
  return commits;
}
