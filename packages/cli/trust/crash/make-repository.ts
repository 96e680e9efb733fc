import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Each leaves its call as a line, which is its effect; `slow` takes its time about it. */
const programs = {
  launch: 'echo "launching $1"\necho "launch $*" >> "$WORLD/lines"\necho "launched $1"',
  slow: 'sleep "$2"\necho "slow $*" >> "$WORLD/lines"',
  flaky: 'echo "flaky $*" >> "$WORLD/lines"\necho "tried $1"\n(($(grep -cx "flaky $*" "$WORLD/lines") >= $2))',
  look: 'echo look >> "$WORLD/looks"\ngrep -c look "$WORLD/looks"',
};

/** Makes what every world of a checklist begins with: a clone and its remote, programs, and nothing of this machine. */
export function makeRepository(root: string, checklist: object): void {
  const work = join(root, 'work');
  for (const folder of ['bin', 'home', 'work/checklists']) mkdirSync(join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(root, 'bin', name), `#!/usr/bin/env bash\nset -e\n${text}\n`);
    chmodSync(join(root, 'bin', name), 0o755);
  }
  writeFileSync(join(root, 'home/.gitconfig'), '[user]\n\tname = Robb\n\temail = robb@example.org\n[gc]\n\tauto = 0\n');
  writeFileSync(join(work, 'checklists/gen.yaml'), JSON.stringify(checklist));
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: work, env: environment(root) });
  git('init', '--quiet', '--bare', '--initial-branch=main', '../remote.git');
  git('init', '--quiet', '--initial-branch=main', '.');
  git('remote', 'add', 'origin', '../remote.git');
  git('add', '.');
  git('commit', '--quiet', '--message', 'feat: begin');
  git('tag', '--annotate', '--message', 'Zero', 'v0');
  git('push', '--quiet', 'origin', 'main', 'v0');
}

/** The environment of a world's programs, this tool included. */
export function environment(root: string): NodeJS.ProcessEnv {
  const { GITHUB_TOKEN: _, GH_TOKEN: __, ...outer } = process.env;
  return {
    ...outer,
    HOME: join(root, 'home'),
    GIT_CONFIG_GLOBAL: join(root, 'home/.gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    PATH: `${join(root, 'bin')}:${process.env.PATH ?? ''}`,
    WORLD: root,
  };
}
