import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { canaries } from './leaky-world.ts';

/** Pieces by which a canary is known in any encoding, found without the code that hides them. */
const pieces: readonly (readonly [string, RegExp])[] = Object.entries(canaries).map(([name, value]) => [
  name,
  new RegExp([value, ...encodings(value)].map((text) => RegExp.escape(text)).join('|'), 'i'),
]);

function encodings(value: string): string[] {
  const core = /canary[\w/-]{6,}/i.exec(value)?.[0] ?? value;
  const shifted = ['', 'a', 'ab'].map((before) => Buffer.from(`${before}${core}`).toString('base64').slice(4, 16));
  const hex = Buffer.from(core).toString('hex');
  return [
    ...[core, encodeURIComponent(core), hex, hex.replaceAll(/../g, '$& ').trim().slice(0, 30)],
    ...shifted,
    ...shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** Which canaries stand in a text. */
export function leaksIn(text: string): string[] {
  const found = pieces.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
  return /canaryKeyLine/.test(text) ? [...found, 'KEY'] : found;
}

/** Every file below a folder that holds a canary: `path: NAME`. */
export function leaksBelow(folder: string, isAllowed: (path: string) => boolean): { leaks: string[]; files: number } {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !isAllowed(path));
  const leaks = paths.flatMap((path) => leaksIn(readFileSync(path, 'latin1')).map((name) => `${path}: ${name}`));
  return { leaks, files: paths.length };
}

/** What processes that work below a folder have in their environment: `command: NAME`; nothing where there is no /proc. */
export function leaksInProcesses(folder: string, butNot: ReadonlySet<number>): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id) || butNot.has(Number(id))) return [];
    try {
      if (!readlinkSync(`/proc/${id}/cwd`).startsWith(folder)) return [];
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8')
        .replaceAll(/[\0\s]+/g, ' ')
        .slice(0, 200);
      // The program itself, or what it has just forked and that is not yet another one.
      if (command.includes('dist/bin.js')) return [];
      return leaksIn(readFileSync(`/proc/${id}/environ`, 'utf8')).map((name) => `${command}: ${name}`);
    } catch {
      // It has ended.
      return [];
    }
  });
}
