import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, StepType } from '@checklist/engine';
import { checkpointFiles } from '../../src/checkpoint/checkpoint-files.ts';
import { gitBranch } from '../../src/git/git-branch.ts';
import { gitClean } from '../../src/git/git-clean.ts';
import { gitCommitFile } from '../../src/git/git-commit-file.ts';
import { gitCommitsSince } from '../../src/git/git-commits-since.ts';
import { gitDeleteBranch } from '../../src/git/git-delete-branch.ts';
import { gitPushTag } from '../../src/git/git-push-tag.ts';
import { gitReachable } from '../../src/git/git-reachable.ts';
import { gitTag } from '../../src/git/git-tag.ts';
import { shell } from '../../src/shell/shell.ts';
import { type GitWorld, gitWorld } from '../../src/testing/git-world.ts';
import { temporaryFolder } from '../../src/testing/temporary-folder.ts';
import type { Gate } from './pass-gate.ts';
import { misbehavingProgram, type ProgramCause } from './program-causes.ts';

/** A gate whose program can misbehave. */
export interface ProgramGate extends Gate {
  /** How often the program was called. */
  calls(): number;
  /** What became of the world, to tell a pass that is true from one that is not. */
  world(): string;
}

/** A cause, from a call of the program on. */
export interface Oddity {
  readonly cause: ProgramCause;
  readonly after: number;
}

/** One step that runs a program. */
export interface ProgramRow {
  readonly stepType: StepType;
  readonly title: string;
  make(oddity?: Oddity): ProgramGate;
}

const gitReads =
  'rev-parse|rev-list|for-each-ref|ls-remote|status|symbolic-ref|merge-base|log|remote|check-ref-format|cat-file|ls-tree';

function git(stepType: StepType, prepare: (world: GitWorld) => JsonObject): ProgramRow {
  return {
    stepType,
    title: stepType.type,
    make(oddity) {
      const world = gitWorld();
      const options = prepare(world);
      const put = replace('git', realGit, oddity, gitReads);
      const refs = [
        'for-each-ref',
        '--format=%(refname) %(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)',
      ];
      const seen = () => [
        world.git(...refs, 'refs/heads', 'refs/tags'),
        world.inRemote(...refs),
        world.git('status', '--porcelain'),
      ];
      return {
        stepType,
        directory: world.directory,
        with: options,
        ...put,
        env: { ...world.context.env, ...put.env },
        world: () => seen().join('\n\n'),
      };
    },
  };
}

/** Puts a program that may misbehave on the path; without an oddity it only counts its calls. */
function replace(name: string, real: string, oddity: Oddity | undefined, reads: string) {
  const folder = temporaryFolder();
  const { cause, after } = oddity ?? { cause: 'prints nothing', after: 1_000_000 };
  const env = misbehavingProgram(folder, name, real, cause, after, reads);
  const file = join(folder, 'calls');
  return { env, calls: () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0) };
}

const realGit = execFileSync('bash', ['-c', 'type -P git'], { encoding: 'utf8' }).trim();

/** A step that reads what a program prints, in a folder without anything else. */
function reading(
  stepType: StepType,
  title: string,
  program: string,
  printed: JsonObject,
  gate: Pick<ProgramGate, 'with' | 'demand'>,
): ProgramRow {
  return {
    stepType,
    title,
    make(oddity) {
      const directory = temporaryFolder();
      const real = join(temporaryFolder(), program);
      writeFileSync(real, `#!/usr/bin/env bash\ncat <<'END'\n${JSON.stringify(printed, null, 1)}\nEND\n`);
      chmodSync(real, 0o755);
      const put = replace(program, real, oddity, '.*');
      return { stepType, directory, ...gate, ...put, world: () => '' };
    },
  };
}

const model = { Key: 'runs/1/model.pt', Size: 7, LastModified: '2026-01-01T00:00:00Z' };
const report = { commit: 'a'.repeat(40), jobs: [{ id: 'lint', state: 'passed' }] };

export const programRows: readonly ProgramRow[] = [
  git(gitClean, () => ({})),
  git(gitBranch, ({ commits }) => ({ name: 'release/1', at: commits.second, push: 'origin', checkout: true })),
  git(gitCommitsSince, () => ({ since: 'main~2', until: 'main' })),
  git(gitCommitFile, ({ commits, inRemote }) => {
    inRemote('branch', 'release', commits.second);
    const file = { path: 'notes/v1.md', content: '# Notes\n', message: 'Add notes' };
    return { branch: 'release', parent: commits.second, push: 'origin', ...file };
  }),
  git(gitTag, ({ commits }) => ({ name: 'v1', at: commits.second, message: 'v1' })),
  git(gitPushTag, ({ commits, git: run }) => {
    run('tag', '-a', '-m', 'v1', 'v1', commits.second);
    return { name: 'v1', at: commits.second, remote: 'origin' };
  }),
  git(gitReachable, ({ commits }) => ({ commit: commits.first, branch: 'main', remote: 'origin' })),
  git(gitDeleteBranch, ({ commits, inRemote }) => {
    inRemote('branch', 'release', commits.second);
    return { name: 'release', remote: 'origin', at: commits.second };
  }),
  reading(
    checkpointFiles,
    'checkpoint.files in a bucket',
    'aws',
    { Contents: [model] },
    { with: { path: 's3://bucket/runs/1', pattern: '*.pt' } },
  ),
  reading(shell, shell.type, 'report', report, {
    with: { command: ['report'], outputs: { report: { stdout: 'json' } } },
    demand: {
      expect: [
        { name: 'every job passed', that: 'outputs.report.jobs.all(job, job.state == "passed")' },
        { name: 'it is about our commit', that: `outputs.report.commit == "${report.commit}"` },
      ],
    },
  }),
];
