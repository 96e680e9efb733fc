import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileHost, type RunState } from '@checklist/engine';
import { startStandIns } from '@checklist/plugins/stand-ins';
import { bin, type Ended, startProgram } from '../../test/workbench.ts';

/** One step of every type that can be taken back, and one that cannot in between. */
const checklist = {
  version: 1,
  id: 'go',
  title: 'Go',
  commit: 'main',
  contacts: { axel: { name: 'Axel' } },
  steps: [
    step('branch', 'git.branch', { name: 'r1', at: '{{run.commit}}', push: 'origin', checkout: true }),
    step('commit', 'git.commit_file', {
      ...{ branch: 'r1', parent: '{{run.commit}}', path: 'NOTES.md', content: 'Notes\n', message: 'notes' },
      push: 'origin',
    }),
    step('file', 'file.write', { path: 'out/deep/notes.md', content: '{{run.id}}\n' }),
    step(
      'launch',
      'shell',
      { command: ['sh', '-c', 'echo launch >> "$WORLD/lines"'] },
      { undo: { command: ['sh', '-c', 'echo cancel >> "$WORLD/lines"'] } },
    ),
    step('tag', 'git.tag', { name: 'v1', at: '{{run.commit}}', message: 'One' }),
    step('pushed', 'shell', { command: ['sh', '-c', 'echo pushed >> "$WORLD/lines"'] }, { effect: 'irreversible' }),
    step('pull', 'github.pull_request', { repo: 'acme/rocket', head: 'r1', base: 'main', title: 'One', body: 'All' }),
    step('asked', 'github.issue_sign_off', { repo: 'acme/rocket', issue: 5, login: 'axel', ask: 'fine?', every: '1s' }),
    step('task', 'asana.complete', { task: '203' }),
    step('sign_off', 'discord.sign_off', {
      ...{ user: '123456789', ask: 'fine?', sign_off: { by: ['axel'] }, every: '1s' },
    }),
    step('old', 'git.delete_branch', { name: 'old' }),
  ],
};

function step(id: string, type: string, options: object, more: object = {}): object {
  return { id, title: `Do ${id}`, type, with: options, ...more };
}

/** A world in which the run is done, and what it was before. */
export interface UndoWorld {
  readonly root: string;
  readonly work: string;
  readonly env: NodeJS.ProcessEnv;
  /** What must be the same again in the end. */
  readonly before: object;
  look(): object;
  /** What the programs of the checklist did. */
  lines(): string[];
  events(): readonly { readonly type: string; readonly step?: string }[];
  read(): Promise<RunState>;
  call(...args: readonly string[]): Promise<Ended>;
  remove(): Promise<void>;
}

/** Makes a world of its own and does the run in it. */
export async function makeUndoWorld(): Promise<UndoWorld> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'checklist-undo-')));
  const work = join(root, 'work');
  const standIns = await startServices(root);
  const env = { ...environment(root), ...Object.assign({}, ...[...standIns.values()].map((one) => one.env)) };
  makeRepository(root, work, env);
  const states = [...standIns.values()].map((one) => ('state' in one ? one.state : undefined));
  const look = () => ({ ...lookAtGit(root, work), services: JSON.stringify(states.map(visible)) });
  const before = look();
  const call = (...args: readonly string[]) => startProgram(process.execPath, [bin, ...args], work, env).ended;
  const done = await call('run', 'go', '--run', 'one', '--confirm', 'pushed');
  if (done.code !== 0) throw new Error(`the run does not get through:\n${done.stdout}\n${done.stderr}`);
  const host = createFileHost({ directory: work, env: {}, now: Date.now });
  return {
    ...{ root, work, env, before, look, call },
    lines: () => readFileSync(join(root, 'lines'), 'utf8').split('\n').slice(0, -1),
    events() {
      const journal = readFileSync(join(work, '.checklist/runs/one/journal.jsonl'), 'utf8');
      return journal
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as { type: string; step?: string });
    },
    async read() {
      const state = await host.read('one');
      if (!state.ok) throw new Error(JSON.stringify(state.error));
      return state.value;
    },
    async remove() {
      for (const standIn of standIns.values()) await standIn.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

function startServices(root: string) {
  const replies = [{ login: 'axel', body: 'approve' }];
  return startStandIns(
    {
      github: { users: ['axel'], repositories: { 'acme/rocket': { git: join(root, 'remote.git'), replies } } },
      asana: {
        projects: [{ gid: '100', name: 'Bugs', sections: [{ gid: '110', name: 'Active' }] }],
        tasks: [{ gid: '203', section: '110', name: 'Release' }],
      },
      discord: {
        channels: [{ id: '800000000000000010', name: 'releases' }],
        users: [{ id: '123456789', username: 'axel' }],
        reactions: [{ user: '123456789', emoji: '✅' }],
      },
    },
    {},
  );
}

/** What people see of a service, without ids and the answers that people gave. */
function visible(state: unknown): unknown {
  return JSON.parse(
    JSON.stringify(state, (key, value: unknown) => {
      if (key === 'pulls' && Array.isArray(value))
        return value.filter((pull: { state: string }) => pull.state === 'open');
      if (key === 'comments' && Array.isArray(value))
        return value.filter((comment: { login?: string }) => comment.login !== 'axel');
      return ['replies', 'reads', 'runs'].includes(key) ? undefined : value;
    }),
  );
}

function makeRepository(root: string, work: string, env: NodeJS.ProcessEnv): void {
  mkdirSync(join(root, 'home'));
  mkdirSync(join(work, 'checklists'), { recursive: true });
  writeFileSync(join(root, 'home/.gitconfig'), '[user]\n\tname = Robb\n\temail = robb@example.org\n[gc]\n\tauto = 0\n');
  writeFileSync(join(work, 'checklists/go.yaml'), JSON.stringify(checklist));
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: work, env });
  git('init', '-q', '--bare', '-b', 'main', '../remote.git');
  git('init', '-q', '-b', 'main', '.');
  git('remote', 'add', 'origin', '../remote.git');
  git('add', '.');
  git('commit', '-qm', 'feat: begin');
  git('branch', 'old');
  git('push', '-q', 'origin', 'main', 'old');
}

function lookAtGit(root: string, work: string): object {
  const git = (cwd: string, ...args: readonly string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' });
  const remote = join(root, 'remote.git');
  return {
    remote: git(remote, 'for-each-ref'),
    objects: git(remote, 'rev-list', '--objects', '--all').split('\n').toSorted(),
    local: git(work, 'for-each-ref', 'refs/heads', 'refs/tags', 'refs/remotes'),
    head: readFileSync(join(work, '.git/HEAD'), 'utf8'),
    index: git(work, 'ls-files', '--stage', '-v'),
    config: readFileSync(join(work, '.git/config'), 'utf8'),
    files: filesOf(work),
  };
}

function filesOf(work: string): string[] {
  const paths = readdirSync(work, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => !/^\.(?:git|checklist)(?:\/|$)/.test(path))
    .toSorted()
    .map((path) => {
      const stat = lstatSync(join(work, path));
      return `${stat.mode.toString(8)} ${path} ${stat.isFile() ? readFileSync(join(work, path), 'utf8') : ''}`;
    });
}

/** The environment of a world's programs, with nothing of this machine's git. */
function environment(root: string): NodeJS.ProcessEnv {
  const { GITHUB_TOKEN: _, GH_TOKEN: __, FORCE_COLOR: ___, ...outer } = process.env;
  const git = { GIT_CONFIG_GLOBAL: join(root, 'home/.gitconfig'), GIT_CONFIG_NOSYSTEM: '1' };
  return { ...outer, ...git, HOME: join(root, 'home'), WORLD: root };
}
