import { type Done, defineStepType, ok, type StepContext } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { alreadySo, conflict, type Finding } from '../finding/finding.ts';
import { quoteText } from '../shell/quote-command.ts';
import { buildCommit, type FileCommit } from './build-commit.ts';
import { carryOut, carryOutUndo, commitOf, quoteAll, type UndoFinding } from './carry-out.ts';
import { checkGit } from './check-git.ts';
import { actIfAbsent, soAt, toProbe } from './finding.ts';
import { createGitClient, type GitClient } from './git-client.ts';
import type { Command, GitResult } from './git-process.ts';
import { pushCommand } from './push-command.ts';

const options = Type.Object(
  {
    branch: Type.String({
      minLength: 1,
      description: 'Branch that gets the commit; it must be at the parent.',
      examples: ['release-qual/{{inputs.version}}'],
    }),
    parent: Type.String({
      minLength: 1,
      description: 'Commit that the new one follows.',
      examples: ['{{run.commit}}'],
    }),
    path: Type.String({
      minLength: 1,
      description: "The file, relative to the repository's root.",
      examples: ['docs/release-notes/{{inputs.version}}.md'],
    }),
    content: Type.String({
      description: 'The whole text of the file.',
      examples: ['# Release {{inputs.version}}', { template_file: 'templates/release-notes.md.hbs' }],
    }),
    message: Type.String({
      minLength: 1,
      description: "The commit's message.",
      examples: ['Notes of {{inputs.version}}'],
    }),
    push: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Remote whose branch is moved; the branch of this clone when absent.',
        examples: ['origin'],
      }),
    ),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const gitCommitFile = defineStepType({
  type: 'git.commit_file',
  summary: 'Commits one file to a branch without touching the work tree',
  effect: 'reversible',
  options,
  outputs: () => ({
    commit: Type.String({ description: 'Full SHA of the commit.' }),
    path: Type.String({ description: 'The file.' }),
  }),
  preflight: ({ push }, context) => checkGit(context, { pushes: push, identity: true }),
  probe: async (options, context) => toProbe(await look(options, context, createGitClient(context.spawn))),
  plan: describe,
  start: async (options, context) => {
    const git = createGitClient(context.spawn);
    return actIfAbsent(await look(options, context, git), async ({ file }) => {
      const commit = await buildCommit(git, file, context.directory, true);
      if (!commit.ok) return commit;
      const commands = [moveCommand(options, file.parent, commit.value)];
      return carryOut(git, { commands, outputs: { commit: commit.value, path: options.path } });
    });
  },
  planUndo: (options, { outputs }) =>
    quoteAll([moveCommand(options, commitOf(outputs) ?? '<the commit>', options.parent)]),
  undo: async (options, done, context) => {
    const git = createGitClient(context.spawn);
    return carryOutUndo(git, await lookBack(options, done, context, git));
  },
});

interface Facts {
  readonly file: FileCommit;
}

async function look(options: Options, context: StepContext, git: GitClient): GitResult<Finding<Facts>> {
  const { branch, path, content, message } = options;
  const fault = findPathFault(path);
  if (fault !== undefined) return ok({ type: 'conflict', failure: { reason: 'options', message: fault } });
  const tip = await readTip(options, git);
  if (!tip.ok) return tip;
  const parent = await git.revParse(options.parent);
  if (!parent.ok) return parent;
  const file = { parent: parent.value, path, content, message };
  const commit = await buildCommit(git, file, context.directory, false);
  if (!commit.ok) return commit;
  if (tip.value === commit.value) return ok(alreadySo({ commit: commit.value, path }, soAt(commit.value)));
  if (tip.value !== parent.value) {
    const found = tip.value === undefined ? 'does not exist' : `is at ${tip.value}`;
    const expected = `expected it at the parent ${parent.value}, or at ${commit.value} with this file`;
    const hint = 'Look at what is on the branch; nothing was changed.';
    return ok(conflict(`branch "${branch}"${on(options)} ${found}, ${expected}`, hint));
  }
  const head = options.push === undefined ? await git.head() : ok(undefined);
  if (!head.ok) return head;
  if (head.value !== `refs/heads/${branch}`) return ok({ type: 'absent', facts: { file } });
  const checkedOut = `branch "${branch}" is checked out, expected another: its work tree would fall behind`;
  return ok(conflict(checkedOut, 'Switch to another branch, or name a remote under "push".'));
}

async function lookBack(
  options: Options,
  { outputs }: Done,
  context: StepContext,
  git: GitClient,
): GitResult<UndoFinding> {
  const { branch } = options;
  const tip = await readTip(options, git);
  if (!tip.ok) return tip;
  if (tip.value === undefined) return ok({ type: 'undone', note: 'the branch is gone' });
  const told = commitOf(outputs);
  const parent = await git.revParse(told === undefined ? options.parent : `${told}^`);
  if (!parent.ok) return parent;
  if (tip.value === parent.value) return ok({ type: 'undone', note: `is back at ${parent.value}` });
  // An attempt that did not tell its commit made the same one as is made now.
  const { path, content, message } = options;
  const file = { parent: parent.value, path, content, message };
  const commit = told === undefined ? await buildCommit(git, file, context.directory, false) : ok(told);
  if (!commit.ok) return commit;
  if (tip.value === commit.value)
    return ok({ type: 'there', commands: [moveCommand(options, commit.value, parent.value)] });
  const moved = `someone moved branch "${branch}"${on(options)} to ${tip.value}, expected ${commit.value}`;
  return ok({ type: 'moved', message: moved });
}

async function readTip({ branch, push }: Options, git: GitClient): GitResult<string | undefined> {
  const ref = await git.refOf('branch', branch);
  if (!ref.ok) return ref;
  if (push !== undefined) return git.remoteRef(push, ref.value);
  const local = await git.localRef(ref.value);
  return local.ok ? ok(local.value?.sha) : local;
}

function moveCommand({ branch, push }: Options, from: string, to: string): Command {
  const ref = `refs/heads/${branch}`;
  return push === undefined ? ['git', 'update-ref', ref, to, from] : pushCommand({ remote: push, ref, from, to });
}

function on({ push }: Options): string {
  return push === undefined ? '' : ` on "${push}"`;
}

function findPathFault(path: string): string | undefined {
  const parts = path.split('/');
  const isPlain =
    parts.every((part) => !['', '.', '..'].includes(part) && !/^\.git$/i.test(part)) && !/\p{Cc}/u.test(path);
  return isPlain ? undefined : `path ${JSON.stringify(path)} is no plain path, expected one such as "notes/v1.md"`;
}

function describe(options: Options): string[] {
  const { parent, path, content, message } = options;
  return [
    ...quoteAll([['git', 'hash-object', '-w', path]]),
    ...quoteText(content),
    ...quoteAll([
      ['git', 'commit-tree', '<tree>', '-p', parent, '-m', message],
      moveCommand(options, parent, '<commit>'),
    ]),
  ];
}
