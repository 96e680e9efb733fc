import { fail, ok } from '@checklist/engine/plugin';
import type { Command, GitProcess, GitResult, GitTrouble } from './git-process.ts';
import { fullSha, type Tag } from './local-reads.ts';
import { readRows, unreadable } from './read-rows.ts';

/** Where the objects of a remote branch are kept, away from the user's own refs. */
export function keptRef(remote: string, branch: string): string {
  return `refs/checklist/${remote}/${branch}`;
}

/** Where the clone remembers a remote's branch. */
export function rememberedRef(remote: string, branch: string): string {
  return `refs/remotes/${remote}/${branch}`;
}

/** What a remote holds. */
export function createRemoteReads({ run, line, change }: GitProcess) {
  /** Only remotes with a name: a URL could name a transport that runs a program. */
  async function checkRemote(remote: string): GitResult<string> {
    const known = await run(['remote']);
    if (!known.ok) return known;
    const names = known.value.stdout.split('\n').filter((name) => name !== '');
    if (names.includes(remote) && !remote.startsWith('-')) return ok(remote);
    const expected = names.length === 0 ? 'a remote, but there is none' : `one of "${names.join('", "')}"`;
    const message = `remote ${JSON.stringify(remote)} is not known, expected ${expected}`;
    return fail({ type: 'remote', message, hint: 'Add it with "git remote add".' });
  }

  /** Refs of the remote by full name; those that are not there are left out. */
  async function lsRemote(remote: string, ...refs: string[]): GitResult<ReadonlyMap<string, string>> {
    const known = await checkRemote(remote);
    if (!known.ok) return known;
    // So that "there is none" is an answer of its own, and nothing at all is none.
    const listed = await run(['ls-remote', '--exit-code', '--', remote, ...refs], { answers: [0, 2] });
    if (!listed.ok) return fail(unreachable(remote, listed.error));
    if (listed.value.code === 2) return ok(new Map());
    const rows = readRows(listed.value.stdout, /^([0-9a-f]{40,64})\t(\S+)$/);
    if (rows === undefined) return fail(unreadable('git ls-remote', 'a list of refs'));
    return ok(new Map(rows.flatMap(([, sha = '', ref = '']) => (refs.includes(ref) ? [[ref, sha]] : []))));
  }

  async function remoteRef(remote: string, ref: string): GitResult<string | undefined> {
    const refs = await lsRemote(remote, ref);
    return refs.ok ? ok(refs.value.get(ref)) : refs;
  }

  async function remoteTag(remote: string, ref: string): GitResult<Tag | undefined> {
    const refs = await lsRemote(remote, ref, `${ref}^{}`);
    if (!refs.ok) return refs;
    const [tag, peeled] = [refs.value.get(ref), refs.value.get(`${ref}^{}`)];
    if (tag === undefined) return ok(undefined);
    return ok(peeled === undefined ? { type: 'lightweight', commit: tag } : { type: 'annotated', commit: peeled });
  }

  /** Brings a remote branch's objects here, moves none of the user's refs, and gives the branch's tip. */
  async function fetchBranch(remote: string, branch: string): GitResult<string> {
    const fetched = await change(fetchCommand(remote, branch));
    if (!fetched.ok) return fail(unreachable(remote, fetched.error));
    const tip = await line(['rev-parse', '--verify', keptRef(remote, branch)]);
    return !tip.ok || fullSha.test(tip.value) ? tip : fail(unreadable('git rev-parse', 'a full SHA'));
  }

  return { lsRemote, remoteRef, remoteTag, fetchBranch };
}

function unreachable(remote: string, cause: GitTrouble): GitTrouble {
  const message = `remote "${remote}" could not be reached, expected an answer`;
  const hint = 'Check the network and your access, then try again.';
  return { type: 'unreachable', message, hint, details: cause.details ?? [] };
}

/** The command that keeps a remote branch's objects under `refs/checklist/`. */
export function fetchCommand(remote: string, branch: string): Command {
  const quietly = ['--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-gc', '--refmap='];
  return ['git', 'fetch', ...quietly, '--', remote, `+refs/heads/${branch}:${keptRef(remote, branch)}`];
}
