import { fail, ok } from '@checklist/engine/plugin';
import type { GitProcess, GitResult } from './git-process.ts';
import { readRows, unreadable } from './read-rows.ts';

export const fullSha = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** A tag; `commit` is what it points at in the end. */
export interface Tag {
  readonly type: 'annotated' | 'lightweight';
  readonly commit: string;
}

/** What this clone holds; every value of a user is checked before git sees it as a name. */
export function createLocalReads({ run, line }: GitProcess) {
  /** The full ref of a branch or tag whose name git accepts. */
  async function refOf(kind: 'branch' | 'tag', name: string): GitResult<string> {
    const ref = `refs/${kind === 'branch' ? 'heads' : 'tags'}/${name}`;
    if (!name.startsWith('-') && name !== 'HEAD') {
      const checked = await run(['check-ref-format', ref], { answers: [0, 1] });
      if (!checked.ok) return checked;
      if (checked.value.code === 0) return ok(ref);
    }
    const message = `${kind} name ${JSON.stringify(name)} is refused by git, expected one that "git check-ref-format" accepts`;
    const hint = 'Use letters, digits, ".", "-", "_" and "/".';
    return fail({ type: 'name', message, hint });
  }

  /** A commit's full SHA. */
  async function revParse(revision: string): GitResult<string> {
    const message = `revision ${JSON.stringify(revision)} was not found, expected a commit of this repository`;
    const hint = 'Check its spelling, or run "git fetch" if it is not in this clone yet.';
    const missing = fail({ type: 'revision', message, hint } as const);
    const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    const found = await run(asked, { answers: [0, 1, 128] });
    if (!found.ok) return found;
    const sha = found.value.stdout.trim();
    return fullSha.test(sha) ? ok(sha) : missing;
  }

  async function localRef(ref: string): GitResult<{ sha: string; type: string } | undefined> {
    const listed = await run(['for-each-ref', '--format=%(objectname) %(objecttype) %(refname)', ref]);
    if (!listed.ok) return listed;
    // Git prints nothing for a ref that is not there.
    const rows = listed.value.stdout === '' ? [] : readRows(listed.value.stdout, /^([0-9a-f]{40,64}) (\w+) (\S+)$/);
    if (rows === undefined) return fail(unreadable('git for-each-ref', 'a list of refs'));
    const [, sha, type] = rows.find((row) => row[3] === ref) ?? [];
    return ok(sha === undefined || type === undefined ? undefined : { sha, type });
  }

  async function localTag(ref: string): GitResult<Tag | undefined> {
    const found = await localRef(ref);
    if (!found.ok || found.value === undefined) return found.ok ? ok(undefined) : found;
    const commit = await revParse(ref);
    if (!commit.ok) return commit;
    return ok({ type: found.value.type === 'tag' ? 'annotated' : 'lightweight', commit: commit.value });
  }

  /** What an annotated tag says, without a signature. */
  async function tagMessage(ref: string): GitResult<string> {
    const told = await run(['for-each-ref', '--format=%(contents)%00%(contents:signature)%00', ref]);
    if (!told.ok) return told;
    const [contents = '', signature = ''] = told.value.stdout.split('\0');
    return ok(signature === '' ? contents : contents.replace(signature, ''));
  }

  /** The folder whose work tree stands on a branch; empty when there is none. */
  async function worktreeOf(ref: string): GitResult<string> {
    return line(['for-each-ref', '--format=%(worktreepath)', ref]);
  }

  /** The full ref that HEAD stands on; `undefined` when it is detached. */
  async function head(): GitResult<string | undefined> {
    const found = await run(['symbolic-ref', '--quiet', 'HEAD'], { answers: [0, 1] });
    return found.ok ? ok(found.value.stdout.trim() || undefined) : found;
  }

  async function isAncestor(ancestor: string, descendant: string): GitResult<boolean> {
    const told = await run(['merge-base', '--is-ancestor', ancestor, descendant], { answers: [0, 1] });
    return told.ok ? ok(told.value.code === 0) : told;
  }

  async function isShallow(): GitResult<boolean> {
    const told = await line(['rev-parse', '--is-shallow-repository']);
    if (!told.ok) return told;
    if (told.value === 'true' || told.value === 'false') return ok(told.value === 'true');
    return fail(unreadable('git rev-parse', '"true" or "false"'));
  }

  return { refOf, revParse, localRef, localTag, tagMessage, worktreeOf, head, isAncestor, isShallow };
}
