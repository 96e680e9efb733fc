import { defineStepType, fail, type JsonObject, ok } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { alreadySo, conflict, type Finding } from '../finding/finding.ts';
import { quoteText } from '../shell/quote-command.ts';
import { type Change, carryOut, quoteAll } from './carry-out.ts';
import { checkGit } from './check-git.ts';
import { actIfAbsent, soAt, toProbe } from './finding.ts';
import { createGitClient, type GitClient } from './git-client.ts';
import type { Command, GitResult } from './git-process.ts';
import { pushCommand } from './push-command.ts';

const options = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      description: 'Name of an annotated tag of this clone.',
      examples: ['v{{inputs.version}}'],
    }),
    at: Type.String({ minLength: 1, description: 'Commit that the tag must point at.', examples: ['{{run.commit}}'] }),
    remote: Type.Optional(
      Type.String({ minLength: 1, description: 'Remote; `origin` when absent.', default: 'origin' }),
    ),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const gitPushTag = defineStepType({
  type: 'git.push_tag',
  summary: 'Pushes an annotated tag, for all to see and for good',
  effect: 'irreversible',
  options,
  outputs: () => ({
    name: Type.String({ description: 'Name of the tag.' }),
    commit: Type.String({ description: 'Full SHA of the commit that the tag points at.' }),
  }),
  preflight: ({ remote = 'origin' }, context) => checkGit(context, { pushes: remote }),
  probe: async (options, context) => toProbe(await look(options, createGitClient(context.spawn))),
  plan: (options) => [...quoteAll([command(options)]), ...quoteText(`tag ${options.name} at ${options.at}`)],
  start: async (options, context) => {
    const git = createGitClient(context.spawn);
    return actIfAbsent(await look(options, git), (facts) => push(options, facts, git));
  },
});

interface Facts {
  readonly ref: string;
  readonly commit: string;
  readonly change: Change;
}

async function look(options: Options, git: GitClient): GitResult<Finding<Facts>> {
  const { name, at, remote = 'origin' } = options;
  const ref = await git.refOf('tag', name);
  if (!ref.ok) return ref;
  const commit = await git.revParse(at);
  if (!commit.ok) return commit;
  const pushed = await git.remoteTag(remote, ref.value);
  if (!pushed.ok) return pushed;
  const outputs = { name, commit: commit.value };
  const expected = `expected an annotated one at ${commit.value}`;
  if (pushed.value !== undefined) {
    const { type, commit: found } = pushed.value;
    if (type === 'annotated' && found === commit.value) return ok(alreadySo(outputs, soAt(found)));
    const message = `${type} tag "${name}" on "${remote}" is at ${found}, ${expected}`;
    return ok(conflict(message, 'A pushed tag is for good: find out who made it, and choose another name.'));
  }
  const change = { commands: [command(options)], outputs };
  return ok({ type: 'absent', facts: { ref: ref.value, commit: commit.value, change } });
}

/** What is pushed is the tag of this clone, so it is looked at just before. */
async function push({ name }: Options, { ref, commit, change }: Facts, git: GitClient): GitResult<JsonObject> {
  const tag = await git.localTag(ref);
  if (!tag.ok) return tag;
  if (tag.value?.type === 'annotated' && tag.value.commit === commit) return carryOut(git, change);
  const found = tag.value === undefined ? 'is not in this clone' : `is ${tag.value.type} at ${tag.value.commit}`;
  const message = `tag "${name}" ${found}, expected an annotated one at ${commit}`;
  return fail({ type: 'revision', message, hint: 'Create it with a "git.tag" step before this one.' });
}

function command({ name, remote = 'origin' }: Options): Command {
  const ref = `refs/tags/${name}`;
  return pushCommand({ remote, ref, to: ref });
}
