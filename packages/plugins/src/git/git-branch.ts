import { type Done, defineStepType, isJsonObject, type Json, type JsonObject, ok } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { alreadySo, conflict, type Finding } from '../finding/finding.ts';
import { type Change, carryOut, carryOutUndo, commitOf, quoteAll, type UndoFinding } from './carry-out.ts';
import { checkGit } from './check-git.ts';
import { actIfAbsent, soAt, toProbe } from './finding.ts';
import { createGitClient, type GitClient } from './git-client.ts';
import type { Command, GitResult } from './git-process.ts';
import { pushCommand } from './push-command.ts';
import { describeDirty, readStatus } from './read-status.ts';
import { rememberedRef } from './remote-reads.ts';

const options = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      description: 'Name of the branch.',
      examples: ['release-qual/{{inputs.version}}'],
    }),
    at: Type.String({ minLength: 1, description: 'Commit that the branch starts at.', examples: ['{{run.commit}}'] }),
    push: Type.Optional(
      Type.String({ minLength: 1, description: 'Remote that the branch is pushed to.', examples: ['origin'] }),
    ),
    checkout: Type.Optional(
      Type.Boolean({ description: 'Switch the work tree to the branch; it must be clean.', default: false }),
    ),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const gitBranch = defineStepType({
  type: 'git.branch',
  summary: 'Creates a branch at a commit, and pushes it when asked',
  effect: 'reversible',
  options,
  outputs: () => ({
    name: Type.String({ description: 'Name of the branch.' }),
    commit: Type.String({ description: 'Full SHA that the branch is at.' }),
  }),
  preflight: ({ push }, context) => checkGit(context, { pushes: push }),
  probe: async (options, context) => toProbe(await look(options, createGitClient(context.spawn))),
  plan: (options) => quoteAll(Object.values(startCommands(options, options.at)).flat()),
  start: async (options, context) => {
    const git = createGitClient(context.spawn);
    return actIfAbsent(await look(options, git), (change) => carryOut(git, change));
  },
  planUndo: (options, { outputs, before }) => {
    return quoteAll(Object.values(undoCommands(options, commitOf(outputs) ?? options.at, before)).flat());
  },
  undo: async (options, done, context) => {
    const git = createGitClient(context.spawn);
    return carryOutUndo(git, await lookBack(options, done, git));
  },
});

/** Where the branch is now. */
interface Branch {
  readonly local: string | undefined;
  readonly remote: string | undefined;
  readonly isCheckedOut: boolean;
  /** The folder whose work tree stands on it; empty when there is none. */
  readonly worktree: string;
  /** The commit at which the clone remembers the remote's branch. */
  readonly remembered: string | undefined;
}

const branchPrefix = 'refs/heads/';

async function look(options: Options, git: GitClient): GitResult<Finding<Change>> {
  const { name, at, push, checkout } = options;
  const branch = await readBranch(options, git);
  if (!branch.ok) return branch;
  const commit = await git.revParse(at);
  if (!commit.ok) return commit;
  const { local, remote, isCheckedOut } = branch.value;
  const hint = 'Choose another name, or delete that branch if nobody needs it.';
  if (local !== undefined && local !== commit.value)
    return ok(conflict(`branch "${name}" is at ${local}, expected ${commit.value}`, hint));
  if (remote !== undefined && remote !== commit.value)
    return ok(conflict(`branch "${name}" on "${push}" is at ${remote}, expected ${commit.value}`, hint));
  const outputs = { name, commit: commit.value };
  const parts = startCommands(options, commit.value);
  const commands = [
    ...(local === undefined ? parts.create : []),
    ...(remote === undefined ? parts.push : []),
    ...(isCheckedOut ? [] : parts.checkOut),
  ];
  if (commands.length === 0) return ok(alreadySo(outputs, soAt(commit.value)));
  const before = { isHere: local !== undefined, isOnRemote: remote !== undefined, isCheckedOut };
  if (checkout !== true || isCheckedOut) return ok({ type: 'absent', facts: { commands, outputs }, before });
  const head = await readHead(git);
  if (!head.ok) return head;
  const dirty = await readStatus(git);
  if (!dirty.ok) return dirty;
  if (dirty.value.length > 0)
    return ok(conflict(describeDirty(dirty.value), 'Commit, stash or remove them, then try again.'));
  return ok({ type: 'absent', facts: { commands, outputs }, before: { ...before, ...head.value } });
}

async function lookBack(options: Options, { outputs, before }: Done, git: GitClient): GitResult<UndoFinding> {
  const { name, push } = options;
  const branch = await readBranch(options, git);
  if (!branch.ok) return branch;
  const { local, remote, isCheckedOut, worktree, remembered } = branch.value;
  const gone = ok({ type: 'undone', note: 'was already gone' } as const);
  if (local === undefined && remote === undefined && remembered === undefined) return gone;
  const expected = await git.revParse(commitOf(outputs) ?? options.at);
  if (!expected.ok) return expected;
  const commit = expected.value;
  const { leave, unpush, remove } = undoCommands(options, commit, before);
  // A push that was cut off between the remote and the clone leaves the memory of a branch that is gone.
  const forget: Command[] =
    unpush.length > 0 && remembered !== undefined && push !== undefined
      ? [['git', 'update-ref', '-d', rememberedRef(push, name), remembered]]
      : [];
  const isLeft = isCheckedOut && local !== undefined && leave.length > 0;
  const isRemoved = local !== undefined && remove.length > 0;
  const commands = [
    ...(isLeft ? leave : []),
    ...(remote === undefined ? forget : unpush),
    ...(isRemoved ? remove : []),
  ];
  if (commands.length === 0) return gone;
  const moved = (where: string, at: string) =>
    ok({ type: 'moved', message: `someone moved branch "${name}"${where} to ${at}, expected ${commit}` } as const);
  if ((isLeft || isRemoved) && local !== commit) return moved('', local);
  if (unpush.length > 0 && remote !== undefined && remote !== commit) return moved(` on "${push}"`, remote);
  if (isRemoved && worktree !== '' && !isLeft)
    return ok({ type: 'moved', message: `branch "${name}" is checked out in "${worktree}", expected it nowhere` });
  return ok({ type: 'there', commands });
}

/** Where the work tree stands: a branch, or a commit. */
async function readHead(git: GitClient): GitResult<JsonObject> {
  const head = await git.head();
  if (!head.ok) return head;
  if (head.value?.startsWith(branchPrefix)) return ok({ branch: head.value.slice(branchPrefix.length) });
  const commit = await git.revParse('HEAD');
  return commit.ok ? ok({ commit: commit.value }) : commit;
}

async function readBranch({ name, push }: Options, git: GitClient): GitResult<Branch> {
  const ref = await git.refOf('branch', name);
  if (!ref.ok) return ref;
  const local = await git.localRef(ref.value);
  if (!local.ok) return local;
  const remote = push === undefined ? ok(undefined) : await git.remoteRef(push, ref.value);
  if (!remote.ok) return remote;
  const head = await git.head();
  if (!head.ok) return head;
  const worktree = await git.worktreeOf(ref.value);
  if (!worktree.ok) return worktree;
  const isCheckedOut = head.value === ref.value;
  const remembered = push === undefined ? ok(undefined) : await git.localRef(rememberedRef(push, name));
  if (!remembered.ok) return remembered;
  const here = { local: local.value?.sha, isCheckedOut, worktree: worktree.value };
  return ok({ ...here, remote: remote.value, remembered: remembered.value?.sha });
}

function startCommands({ name, push, checkout }: Options, commit: string) {
  return {
    create: [['git', 'branch', '--no-track', '--', name, commit]],
    push: push === undefined ? [] : [pushCommand({ remote: push, ref: `refs/heads/${name}`, to: commit })],
    checkOut: checkout === true ? [['git', 'checkout', '--quiet', name, '--']] : [],
  } satisfies Record<string, Command[]>;
}

/** Only of what was not so before: a branch that was there in one place is made in the other alone. */
function undoCommands({ name, push, checkout }: Options, commit: string, before: Json | undefined) {
  const was = isJsonObject(before) ? before : {};
  return {
    leave:
      checkout === true && was.isCheckedOut !== true
        ? [['git', 'checkout', '--quiet', ...headWords(before), '--']]
        : [],
    unpush:
      push === undefined || was.isOnRemote === true
        ? []
        : [pushCommand({ remote: push, ref: `refs/heads/${name}`, from: commit })],
    remove: was.isHere === true ? [] : [['git', 'branch', '--delete', '--force', '--', name]],
  } satisfies Record<string, Command[]>;
}

/** What was not kept, git itself remembers: what was checked out last. */
function headWords(before: Json | undefined): string[] {
  if (isJsonObject(before) && typeof before.branch === 'string') return [before.branch];
  return isJsonObject(before) && typeof before.commit === 'string' ? ['--detach', before.commit] : ['-'];
}
