import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '@checklist/engine/plugin';

/** The absolute form of a path of the repository; the error says how it leaves the repository, through links too. */
export async function resolveInside(directory: string, path: string): Promise<Result<string, string>> {
  // Such a name would act on the terminal of whoever lists the folder.
  if (/\p{Cc}/u.test(path)) return fail(`path ${JSON.stringify(path)} holds a control character, expected a file name`);
  if (isAbsolute(path)) return fail(`path "${path}" is absolute, expected one relative to the repository's root`);
  const target = resolve(directory, path);
  if (!isWithin(directory, target)) return fail(`path "${path}" leads out of the repository, expected one inside`);
  const real = await realTarget(target);
  if (real === undefined || !isWithin(await realpath(directory), real))
    return fail(`path "${path}" leads out of the repository through a link, expected one inside`);
  return ok(target);
}

/** Where a path really leads, whether or not its last parts exist; `undefined` for a link that leads nowhere. */
async function realTarget(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    // A link whose target is missing could still be written through.
    const isLink = await lstat(path).then(
      () => true,
      () => false,
    );
    if (isLink || dirname(path) === path) return undefined;
    const parent = await realTarget(dirname(path));
    return parent === undefined ? undefined : resolve(parent, relative(dirname(path), path));
  }
}

function isWithin(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
