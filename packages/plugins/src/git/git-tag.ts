import { type Done, defineStepType, ok } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { alreadySo, conflict, type Finding } from '../finding/finding.ts';
import { type Change, carryOut, carryOutUndo, commitOf, quoteAll, type UndoFinding } from './carry-out.ts';
import { checkGit } from './check-git.ts';
import { actIfAbsent, soAt, toProbe } from './finding.ts';
import { createGitClient, type GitClient } from './git-client.ts';
import type { Command, GitResult } from './git-process.ts';

const options = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'Name of the tag.', examples: ['v{{inputs.version}}'] }),
    at: Type.String({ minLength: 1, description: 'Commit that the tag points at.', examples: ['{{run.commit}}'] }),
    message: Type.String({ minLength: 1, description: "The tag's message.", examples: ['Release {{inputs.version}}'] }),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const gitTag = defineStepType({
  type: 'git.tag',
  summary: 'Creates an annotated tag in this clone',
  effect: 'reversible',
  options,
  outputs: () => ({
    name: Type.String({ description: 'Name of the tag.' }),
    commit: Type.String({ description: 'Full SHA of the commit that the tag points at.' }),
  }),
  preflight: (_options, context) => checkGit(context, { identity: true }),
  probe: async (options, context) => toProbe(await look(options, createGitClient(context.spawn))),
  plan: (options) => quoteAll([createCommand(options, options.at)]),
  start: async (options, context) => {
    const git = createGitClient(context.spawn);
    return actIfAbsent(await look(options, git), (change) => carryOut(git, change));
  },
  planUndo: (options) => quoteAll([removeCommand(options)]),
  undo: async (options, done, context) => {
    const git = createGitClient(context.spawn);
    return carryOutUndo(git, await lookBack(options, done, git));
  },
});

async function look(options: Options, git: GitClient): GitResult<Finding<Change>> {
  const { name, at } = options;
  const ref = await git.refOf('tag', name);
  if (!ref.ok) return ref;
  const commit = await git.revParse(at);
  if (!commit.ok) return commit;
  const tag = await git.localTag(ref.value);
  if (!tag.ok) return tag;
  const outputs = { name, commit: commit.value };
  if (tag.value === undefined)
    return ok({ type: 'absent', facts: { commands: [createCommand(options, commit.value)], outputs } });
  if (tag.value.type === 'annotated' && tag.value.commit === commit.value)
    return ok(alreadySo(outputs, soAt(commit.value)));
  const message = `${tag.value.type} tag "${name}" is at ${tag.value.commit}, expected an annotated one at ${commit.value}`;
  return ok(conflict(message, 'Find out who made that tag, and delete it or choose another name.'));
}

async function lookBack({ name, at, message }: Options, { outputs }: Done, git: GitClient): GitResult<UndoFinding> {
  const ref = await git.refOf('tag', name);
  if (!ref.ok) return ref;
  const tag = await git.localTag(ref.value);
  if (!tag.ok) return tag;
  if (tag.value === undefined) return ok({ type: 'undone', note: 'was already gone' });
  const expected = commitOf(outputs) ?? at;
  const commit = await git.revParse(expected);
  if (!commit.ok) return commit;
  const { type, commit: found } = tag.value;
  if (type !== 'annotated' || found !== commit.value)
    return ok({
      type: 'moved',
      message: `someone moved tag "${name}": it is ${type} at ${found}, expected ${commit.value}`,
    });
  const said = await git.tagMessage(ref.value);
  if (!said.ok) return said;
  if (isSameMessage(said.value, message)) return ok({ type: 'there', commands: [removeCommand({ name })] });
  const both = `${JSON.stringify(said.value)}, expected ${JSON.stringify(message)}`;
  return ok({ type: 'moved', message: `someone made tag "${name}" anew with the message ${both}` });
}

/** Git takes away blanks at the ends of lines, and blank lines at both ends and behind each other. */
function isSameMessage(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .replaceAll(/[^\S\n]+$/gm, '')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim();
  return plain(a) === plain(b);
}

function createCommand({ name, message }: Options, commit: string): Command {
  // Without this cleanup git drops every line that starts with "#", and so Markdown headings.
  return ['git', 'tag', '--annotate', '--cleanup=whitespace', `--message=${message}`, '--', name, commit];
}

function removeCommand({ name }: Pick<Options, 'name'>): Command {
  return ['git', 'tag', '--delete', '--', name];
}
