import { cpSync, lstatSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRehearsalFolder, type RehearsalFolder, repository } from './rehearsals.ts';
import { bin, type Ended, startProgram } from './workbench.ts';

/** A finished rehearsal: a repository with a remote, a run in `.checklist/`, and the release checklist. */
let folder: RehearsalFolder;
beforeAll(async () => {
  folder = makeRehearsalFolder();
  await folder.start('release').ended;
  cpSync(join(repository, 'checklists'), join(folder.root(), 'work/checklists'), { recursive: true });
  writeFileSync(join(folder.root(), 'work/.git/info/exclude'), 'checklists/\n');
});
afterAll(() => folder.remove());

async function checklist(...args: readonly string[]): Promise<Ended> {
  const home = join(folder.root(), 'home');
  const env = { ...process.env, HOME: home, GIT_CONFIG_GLOBAL: join(home, '.gitconfig'), GIT_CONFIG_NOSYSTEM: '1' };
  return startProgram(process.execPath, [bin, ...args], join(folder.root(), 'work'), env).ended;
}

/** Everything below a folder: kind, permissions, time of change and content. */
function snapshot(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((path) => join(directory, path));
  return Object.fromEntries(
    [directory, ...paths].map((path) => {
      const stat = lstatSync(path);
      const content = stat.isSymbolicLink()
        ? readlinkSync(path)
        : stat.isFile()
          ? readFileSync(path).toString('base64')
          : '';
      return [path, `${stat.mode} ${stat.mtimeMs} ${stat.ino} ${content}`];
    }),
  );
}

describe('what only looks', () => {
  it.each<[code: number, ...args: string[]]>([
    [0, 'plan', 'release', '--input', 'version=2026.11.23-0900'],
    [0, 'run', 'release', '--dry-run', '--input', 'version=2026.11.23-0900', '--output', 'json'],
    [0, 'plan', 'release', '--profile', 'hotfix', '--input', 'version=2026.11.22-1000'],
    [0, 'status', 'rehearsal'],
    [0, 'report', 'rehearsal'],
    [0, 'list'],
    [0, 'validate'],
    [0, 'schema'],
    [2, 'answer', 'rehearsal', 'no_such_step', '--help-me'],
    [2, 'plan', 'release'],
  ])('leaves repository, remote and .checklist/ byte for byte as they were: exit %i, %s %s', async (code, ...args) => {
    const before = snapshot(folder.root());
    const ended = await checklist(...args);
    expect({ ...ended, stdout: '' }).toMatchObject({ code });
    expect(snapshot(folder.root())).toEqual(before);
  });

  it('says exactly what would happen, and where the point of no return is', async () => {
    const { stdout } = await checklist('plan', 'release', '--input', 'version=2026.11.23-0900');
    expect(stdout).toMatch(/branch .*\n.*git branch --no-track -- release-qual\/2026\.11\.23-0900 [0-9a-f]{40}\n/);
    const noReturn = stdout.split('\n').findIndex((line) => line.includes('point of no return'));
    const launch = stdout.split('\n').findIndex((line) => line.includes('cluster_launch'));
    expect({ noReturn: noReturn >= 0, distance: Math.abs(noReturn - launch) <= 2 }).toEqual({
      noReturn: true,
      distance: true,
    });
  });
});
