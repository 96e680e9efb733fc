import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Checklist, ReadChecklist } from '@checklist/engine';
import { cacheFolder } from './cache-folder.ts';

/** Tells builds of this program apart; the bundler puts it here. A program that was not bundled keeps nothing. */
const build = process.env.CHECKLIST_BUILD;

/** Whether checklists are remembered at all. */
export const isRemembering = build !== undefined;

/** A checklist as one build read it, with all texts that it was made of. */
interface Kept extends ReadChecklist {
  readonly build: string;
}

type Environment = Readonly<Record<string, string>>;

/** The checklist of a file (absolute) that neither changed nor met another build of this program since it was read. */
export function recallChecklist(file: string, env: Environment): Checklist | undefined {
  if (build === undefined) return undefined;
  try {
    const kept = JSON.parse(readFileSync(join(cacheFolder(env), `${file}.json`), 'utf8')) as Kept;
    const isSame = (path: string, text: string) =>
      statSync(path).isFile() && readFileSync(path).equals(Buffer.from(text));
    const isFresh =
      kept.build === build &&
      isSame(file, kept.text) &&
      Object.entries(kept.templates).every(([path, text]) => isSame(path, text));
    return isFresh ? kept.checklist : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a checklist for the next call; where that is not possible, the next call reads the file again. */
export function keepChecklist(file: string, read: ReadChecklist, env: Environment): void {
  if (build === undefined) return;
  const kept: Kept = { build, ...read };
  const target = join(cacheFolder(env), `${file}.json`);
  const hidden = `${target}.${process.pid}`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(hidden, JSON.stringify(kept), { mode: 0o600 });
    renameSync(hidden, target);
  } catch {
    // A cache on a full or read-only disk is none.
  }
}
