import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string>>;

/**
 * Where what can be found out again is remembered, by the XDG Base Directory Specification; a path there that is not absolute
 * counts as none. Not in the repository: what lies there could come from somebody else.
 */
export function cacheFolder(env: Environment): string {
  const { XDG_CACHE_HOME: named = '' } = env;
  return join(isAbsolute(named) ? named : join(env.HOME || homedir(), '.cache'), 'checklist');
}
