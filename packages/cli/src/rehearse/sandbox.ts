import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Scenario } from './scenario.ts';

/** A world made for a rehearsal: a bare remote, a clone of it, and programs that stand in for the real ones. */
export interface Sandbox {
  readonly root: string;
  /** The clone in which the run takes place, absolute. */
  readonly work: string;
  readonly remote: string;
  /** The environment of the run. */
  readonly env: Readonly<Record<string, string>>;
}

/** The user's settings of git, and what leads to the real services and opens them: a rehearsal must get near none of them. */
const ownVariables = /^(?:ASANA|AWS|DISCORD|GH|GIT|GITHUB|SSH|WANDB|XDG)_/;

/** Where a sandbox's parts lie, and the environment that keeps the user's own settings out of it. */
export function openSandbox(root: string, scenario: Pick<Scenario, 'environment'>, outer: NodeJS.ProcessEnv): Sandbox {
  const kept = Object.entries(outer).flatMap(([name, value]) =>
    value === undefined || ownVariables.test(name) ? [] : [[name, value]],
  );
  const env: Record<string, string> = {
    ...Object.fromEntries(kept),
    PATH: `${join(root, 'bin')}:${outer.PATH ?? ''}`,
    HOME: join(root, 'home'),
    GIT_CONFIG_GLOBAL: join(root, 'home', '.gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    CHECKLIST_REHEARSAL: root,
    ...scenario.environment,
  };
  return { root, work: join(root, 'work'), remote: join(root, 'remote.git'), env };
}

/** Makes the world that a scenario describes below an empty folder. */
export function makeSandbox(root: string, scenario: Scenario, outer: NodeJS.ProcessEnv): Sandbox {
  const sandbox = openSandbox(root, scenario, outer);
  for (const folder of ['bin', 'programs', 'home', 'work']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'home', '.gitconfig'), gitConfig(scenario));
  git(sandbox, root, 'init', '--quiet', '--bare', '--initial-branch=main', sandbox.remote);
  git(sandbox, root, 'init', '--quiet', '--initial-branch=main', sandbox.work);
  git(sandbox, sandbox.work, 'remote', 'add', 'origin', sandbox.remote);
  for (const [name, text] of Object.entries(scenario.programs ?? {})) installProgram(sandbox, name, text);
  makeHistory(sandbox, scenario);
  return sandbox;
}

/** How often each program was called with which arguments, as the programs' own wrappers wrote it down. */
export function countProgramRuns(sandbox: Pick<Sandbox, 'root'>): Map<string, number> {
  const file = join(sandbox.root, 'calls.log');
  const counts = new Map<string, number>();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** Runs git in a sandbox and gives its output without the last line break. */
export function git(sandbox: Pick<Sandbox, 'env'>, cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd,
    env: sandbox.env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trimEnd();
}

/** The ref under which the sandbox remembers a commit of the scenario. */
export function commitRef(id: string): string {
  return `refs/rehearsal/${id}`;
}

function gitConfig(scenario: Scenario): string {
  const name = scenario.starter.name.replaceAll(/["\\\n]/g, '');
  return `[user]\n\tname = "${name}"\n\temail = rehearsal@example.com\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[commit]\n\tgpgsign = false\n`;
}

/** Every call of a program is written down before the program begins, so that a rehearsal counts in the world. */
function installProgram(sandbox: Sandbox, name: string, text: string): void {
  const real = join(sandbox.root, 'programs', name.replaceAll('/', '_'));
  writeExecutable(real, text);
  const isInRepository = name.includes('/');
  const wrapper = `#!/bin/sh\nprintf '%s\\n' "${name}\${*:+ $*}" >> "$CHECKLIST_REHEARSAL/calls.log"\nexec "$CHECKLIST_REHEARSAL/programs/${name.replaceAll('/', '_')}" "$@"\n`;
  writeExecutable(isInRepository ? join(sandbox.work, name) : join(sandbox.root, 'bin', name), wrapper);
}

function writeExecutable(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

function makeHistory(sandbox: Sandbox, scenario: Scenario): void {
  const { commits, branches = {}, tags = {} } = scenario.repository;
  for (const { id, message, files = {} } of commits) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(sandbox.work, path)), { recursive: true });
      writeFileSync(join(sandbox.work, path), text);
    }
    git(sandbox, sandbox.work, 'add', '--all');
    git(sandbox, sandbox.work, 'commit', '--quiet', '--allow-empty', '--message', message);
    git(sandbox, sandbox.work, 'update-ref', commitRef(id), 'HEAD');
  }
  git(sandbox, sandbox.work, 'update-ref', commitRef('head'), 'HEAD');
  const pushes = Object.entries(branches).map(([name, id]) => `${commitRef(id)}:refs/heads/${name}`);
  for (const [name, { at, message }] of Object.entries(tags))
    git(sandbox, sandbox.work, 'tag', '--annotate', '--message', message, name, commitRef(at));
  git(sandbox, sandbox.work, 'push', '--quiet', 'origin', 'main', ...pushes, '--tags');
  git(sandbox, sandbox.work, 'push', '--quiet', 'origin', 'refs/rehearsal/*:refs/rehearsal/*');
  git(sandbox, sandbox.work, 'fetch', '--quiet', 'origin');
}
