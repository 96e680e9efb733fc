import { type Done, defineStepType, isJsonObject, ok } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { conflict, type Finding } from '../finding/finding.ts';
import { type Change, carryOut, carryOutUndo, commitOf, quoteAll, type UndoFinding } from './carry-out.ts';
import { checkGit } from './check-git.ts';
import { actIfAbsent, toProbe } from './finding.ts';
import { createGitClient, type GitClient } from './git-client.ts';
import type { GitResult } from './git-process.ts';
import { fullSha } from './local-reads.ts';
import { pushCommand } from './push-command.ts';
import { fetchCommand, keptRef, rememberedRef } from './remote-reads.ts';

const options = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      description: 'Name of the branch.',
      examples: ['release-qual/{{inputs.version}}'],
    }),
    remote: Type.Optional(
      Type.String({ minLength: 1, description: 'Remote; `origin` when absent.', default: 'origin' }),
    ),
    at: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Commit that the branch must be at; nothing is deleted otherwise.',
        examples: ['{{run.commit}}'],
      }),
    ),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const gitDeleteBranch = defineStepType({
  type: 'git.delete_branch',
  summary: 'Deletes a branch of a remote',
  effect: 'reversible',
  options,
  outputs: () => ({
    name: Type.String({ description: 'Name of the branch.' }),
    commit: Type.Union([Type.String(), Type.Null()], { description: 'Where it was; null when nobody saw it.' }),
  }),
  preflight: ({ remote = 'origin' }, context) => checkGit(context, { pushes: remote }),
  probe: async (options, context) => toProbe(await look(options, createGitClient(context.spawn))),
  plan: (options) => quoteAll(deleteCommands(options, options.at ?? '<its commit>')),
  start: async (options, context) => {
    const git = createGitClient(context.spawn);
    return actIfAbsent(await look(options, git), (change) => carryOut(git, change));
  },
  planUndo: (options, done) => quoteAll([restoreCommand(options, commitBefore(done) ?? '<its commit>')]),
  undo: async (options, done, context) => {
    const git = createGitClient(context.spawn);
    return carryOutUndo(git, await lookBack(options, done, git));
  },
});

async function look(options: Options, git: GitClient): GitResult<Finding<Change>> {
  const { name, remote = 'origin', at } = options;
  const ref = await git.refOf('branch', name);
  if (!ref.ok) return ref;
  const tip = await git.remoteRef(remote, ref.value);
  if (!tip.ok) return tip;
  // The branch may have gone together with its objects, so a full SHA is taken as it is.
  const expected = at === undefined || fullSha.test(at) ? ok(at) : await git.revParse(at);
  if (!expected.ok) return expected;
  if (tip.value === undefined) {
    const kept = await git.localRef(keptRef(remote, name));
    if (!kept.ok) return kept;
    const commit = expected.value ?? kept.value?.sha ?? null;
    return ok({ type: 'done', outputs: { name, commit }, note: 'was already gone' });
  }
  if (expected.value === undefined || tip.value === expected.value) {
    const commands = deleteCommands(options, tip.value);
    const outputs = { name, commit: tip.value };
    const remembered = await git.localRef(rememberedRef(remote, name));
    if (!remembered.ok) return remembered;
    const before = { commit: tip.value, remembered: remembered.value?.sha ?? null };
    return ok({ type: 'absent', facts: { commands, outputs }, before });
  }
  const message = `branch "${name}" on "${remote}" is at ${tip.value}, expected ${expected.value}`;
  return ok(conflict(message, 'Look at what was pushed since; nothing was deleted.'));
}

async function lookBack(options: Options, done: Done, git: GitClient): GitResult<UndoFinding> {
  const { name, remote = 'origin' } = options;
  const commit = commitBefore(done);
  if (commit === undefined) return ok({ type: 'undone', note: 'was never there' });
  const ref = await git.refOf('branch', name);
  if (!ref.ok) return ref;
  const tip = await git.remoteRef(remote, ref.value);
  if (!tip.ok) return tip;
  if (tip.value === undefined) return ok({ type: 'there', commands: [restoreCommand(options, commit)] });
  if (tip.value === commit) return remember(options, done, commit, git);
  const message = `someone made branch "${name}" on "${remote}" anew at ${tip.value}, expected none or ${commit}`;
  return ok({ type: 'moved', message });
}

/** A push that was cut off between the remote and the clone leaves the clone without the memory that it had. */
async function remember(options: Options, { before }: Done, commit: string, git: GitClient): GitResult<UndoFinding> {
  const ref = rememberedRef(options.remote ?? 'origin', options.name);
  const remembered = isJsonObject(before) ? before.remembered : undefined;
  const now = await git.localRef(ref);
  if (!now.ok) return now;
  if (now.value !== undefined || typeof remembered !== 'string' || !fullSha.test(remembered))
    return ok({ type: 'undone', note: `is back at ${commit}` });
  return ok({ type: 'there', commands: [['git', 'update-ref', ref, remembered]] });
}

function commitBefore({ outputs, before }: Done): string | undefined {
  return commitOf(outputs) ?? (isJsonObject(before) ? commitOf(before) : undefined);
}

/** The objects are fetched first, so that the branch can be brought back. */
function deleteCommands({ name, remote = 'origin' }: Options, commit: string) {
  return [fetchCommand(remote, name), pushCommand({ remote, ref: `refs/heads/${name}`, from: commit })];
}

function restoreCommand({ name, remote = 'origin' }: Options, commit: string) {
  return pushCommand({ remote, ref: `refs/heads/${name}`, to: commit });
}
