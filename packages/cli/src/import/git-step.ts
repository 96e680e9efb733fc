import type { JsonObject } from '@checklist/engine';

/** Names of branches and tags that the steps so far have made, as templates. */
export interface Made {
  readonly branches: Set<string>;
  readonly tags: Set<string>;
  /** A command has moved the branch, so that what follows is no longer about the commit of the run. */
  hasMoved: boolean;
}

/** A step that does what a well-known git command does; nothing for any other command. */
export function gitStep(words: readonly string[], made: Made): JsonObject | undefined {
  const [program, verb, ...rest] = words;
  if (program !== 'git' || made.hasMoved) return undefined;
  switch (verb) {
    case 'checkout':
      return rest[0] === '-b' ? branchStep(rest.slice(1), made) : undefined;
    case 'switch':
      return rest[0] === '-c' || rest[0] === '--create' ? branchStep(rest.slice(1), made) : undefined;
    case 'tag':
      return tagStep(rest, made);
    case 'push':
      return pushStep(rest, made);
    default:
      return undefined;
  }
}

function branchStep(words: readonly string[], made: Made): JsonObject | undefined {
  const [name, ...more] = words;
  if (name === undefined || name.startsWith('-') || more.length > 0) return undefined;
  made.branches.add(name);
  return { type: 'git.branch', with: { name, at: '{{run.commit}}', checkout: true } };
}

function tagStep(words: readonly string[], made: Made): JsonObject | undefined {
  const joined = words.flatMap((word) => (word === '-am' ? ['-a', '-m'] : word === '--annotate' ? ['-a'] : [word]));
  const at = joined.indexOf('-m');
  const message = joined[at + 1];
  if (at === -1 || message === undefined) return undefined;
  const rest = joined.filter((_, place) => place !== at && place !== at + 1);
  const names = rest.filter((word) => word !== '-a');
  const [name] = names;
  if (names.length !== 1 || rest.length !== 2 || name === undefined || name.startsWith('-')) return undefined;
  made.tags.add(name);
  return { type: 'git.tag', with: { name, at: '{{run.commit}}', message } };
}

function pushStep(words: readonly string[], made: Made): JsonObject | undefined {
  const isDelete = words.some((word) => word === '--delete' || word === '-d');
  const plain = words.filter((word) => !/^(?:-u|--set-upstream|--delete|-d)$/.test(word));
  const [remote, ref, ...more] = plain;
  if (remote === undefined || ref === undefined || more.length > 0 || plain.some((word) => word.startsWith('-')))
    return undefined;
  const name = ref.replace(/^refs\/(?:tags|heads)\//, '');
  if (isDelete) return made.branches.has(name) ? { type: 'git.delete_branch', with: { name, remote } } : undefined;
  if (made.tags.has(name))
    return { type: 'git.push_tag', confirm: { word: name }, with: { name, at: '{{run.commit}}', remote } };
  return made.branches.has(name)
    ? { type: 'git.branch', with: { name, at: '{{run.commit}}', push: remote } }
    : undefined;
}
