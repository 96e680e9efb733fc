import type { Command } from './git-process.ts';

/** What a push does to one ref of a remote. The lease makes it fail when the ref is not as it was seen. */
interface PushedRef {
  readonly remote: string;
  readonly ref: string;
  /** Where the ref is expected to be; absent when it must not exist yet. */
  readonly from?: string;
  /** Where it shall be; absent to delete it. */
  readonly to?: string;
}

/** The command that moves exactly one ref of a remote, and no tags along with it. */
export function pushCommand({ remote, ref, from = '', to = '' }: PushedRef): Command {
  return ['git', 'push', '--no-follow-tags', `--force-with-lease=${ref}:${from}`, '--', remote, `${to}:${ref}`];
}
