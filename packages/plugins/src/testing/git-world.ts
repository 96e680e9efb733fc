import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeContext, fakeContext } from '@checklist/engine/testing';
import { afterAll } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** A clone with three commits (`first`, `second`, `third`) on `main`, and the bare remote `origin` beside it. */
export interface GitWorld {
  readonly directory: string;
  readonly remote: string;
  readonly commits: { readonly first: string; readonly second: string; readonly third: string };
  readonly context: FakeContext;
  /** Runs git in the clone. */
  git(...args: string[]): string;
  /** Runs git in the bare remote. */
  inRemote(...args: string[]): string;
  write(path: string, content: string): void;
  /** What people see: branches and tags on both sides, HEAD, and the state of the work tree. */
  snapshot(): Promise<unknown>;
  /** Every file of both sides, by content. */
  files(): Map<string, string>;
}

/** Keeps the tests apart from the configuration of whoever runs them, and from a hook that they run in. */
const env = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_DIR: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_WORK_TREE: undefined,
};

function run(cwd: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const everything = { ...process.env, ...env, ...more };
  return execFileSync('git', args, {
    cwd,
    env: everything,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

let template: string | undefined;

afterAll(() => {
  if (template !== undefined) rmSync(template, { recursive: true, force: true });
});

function makeTemplate(): string {
  const folder = mkdtempSync(join(tmpdir(), 'git-template-'));
  const clone = join(folder, 'clone');
  run(folder, ['init', '--quiet', '--bare', '--initial-branch=main', 'remote.git']);
  run(folder, ['init', '--quiet', '--initial-branch=main', 'clone']);
  // Relative, so that copies of the template are worlds of their own.
  run(clone, ['remote', 'add', 'origin', '../remote.git']);
  for (const [index, subject] of ['first', 'second', 'third'].entries()) {
    writeFileSync(join(clone, `${subject}.txt`), `${subject}\n`);
    run(clone, ['add', '.']);
    const date = `2026-01-0${index + 1}T10:00:00+0100`;
    run(clone, ['commit', '--quiet', '-m', subject], { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
  }
  run(clone, ['push', '--quiet', 'origin', 'main']);
  return folder;
}

/** Makes a world for the test that runs now; it is gone when the test has ended. */
export function gitWorld(): GitWorld {
  template ??= makeTemplate();
  const folder = temporaryFolder();
  cpSync(template, folder, { recursive: true });
  const [directory, remote] = [join(folder, 'clone'), join(folder, 'remote.git')];
  const git = (...args: string[]) => run(directory, args);
  const inRemote = (...args: string[]) => run(remote, args);
  const [third = '', second = '', first = ''] = git('rev-list', 'main').split('\n');
  return {
    directory,
    remote,
    commits: { first, second, third },
    context: fakeContext({ directory, env }),
    git,
    inRemote,
    write: (path, content) => writeFileSync(join(directory, path), content),
    snapshot: async () => ({
      local: git('for-each-ref', 'refs/heads', 'refs/tags'),
      remote: inRemote('for-each-ref'),
      head: git('rev-parse', '--symbolic-full-name', 'HEAD'),
      status: git('status', '--porcelain'),
    }),
    files: () => listFiles(folder),
  };
}

function listFiles(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path, createHash('sha1').update(readFileSync(path)).digest('hex')]));
}
