import { describe, expect, it } from 'vitest';
import { gitWorld } from '../testing/git-world.ts';
import { gitClean } from './git-clean.ts';
import { gitCommitsSince } from './git-commits-since.ts';
import { gitReachable } from './git-reachable.ts';
import { resolveCommit } from './resolve-commit.ts';

describe('git.clean', () => {
  it('names what is changed or untracked, and passes over what is ignored', async () => {
    const { write, git, commits, context } = gitWorld();
    expect(await gitClean.start({}, context)).toEqual({ type: 'passed', outputs: { commit: commits.third } });
    write('first.txt', 'changed');
    write('new file.txt', '');
    git('mv', 'second.txt', 'renamed.txt');
    expect(await gitClean.start({ ignore: ['./first.txt'] }, context)).toEqual({
      type: 'failed',
      failure: {
        reason: 'expectation',
        message: 'the work tree has 2 changed or untracked files, expected none',
        hint: 'Commit, stash or remove them, or name them under "ignore".',
        details: ['R  renamed.txt', '?? new file.txt'],
      },
    });
  });

  it('lists twenty files at most', async () => {
    const { write, context } = gitWorld();
    for (let index = 0; index < 25; index++) write(`new-${index}.txt`, '');
    const result = await gitClean.start({}, context);
    const details = result.type === 'failed' ? (result.failure.details ?? []) : [];
    expect([details.length, details.at(-1)]).toEqual([21, 'and 5 more']);
  });
});

describe('git.commits_since', () => {
  it('lists commits with strange subjects, newest first', async () => {
    const { git, commits, context } = gitWorld();
    git('commit', '-q', '--allow-empty', '-m', 'a\tb "c" %x00 $(d)\n\nbody', '--author', 'Zoë <z@example.com>');
    const newest = { sha: git('rev-parse', 'HEAD'), subject: 'a\tb "c" %x00 $(d)', author: 'Zoë' };
    const third = { sha: commits.third, subject: 'third', author: 'Ada' };
    expect(await gitCommitsSince.start({ since: commits.second }, context)).toEqual({
      type: 'passed',
      outputs: { commits: [newest, third], count: 2 },
    });
    expect(await gitCommitsSince.start({ since: 'HEAD' }, context)).toMatchObject({
      outputs: { commits: [], count: 0 },
    });
  });

  it('gives every subject as the text that it is, also one of a megabyte', async () => {
    const { git, write, commits, context } = gitWorld();
    const subjects = [
      ...[
        '--format=%n',
        '$(touch pwned)',
        '{{inputs.version}}',
        '\u001b]52;c;cHduZWQ=\u0007',
        '\u202egpj',
        '__proto__',
      ],
      'long '.repeat(200_000).trim(),
    ];
    for (const subject of subjects) {
      write('message', subject);
      git('commit', '-q', '--allow-empty', '--cleanup=verbatim', '--file=message');
    }
    const result = await gitCommitsSince.start({ since: commits.third }, context);
    const listed = result.type === 'passed' ? result.outputs.commits : result;
    expect(listed).toMatchObject(subjects.toReversed().map((subject) => ({ subject })));
  });

  it('names a revision that is not there', async () => {
    const { context } = gitWorld();
    const message = 'revision "v0" was not found, expected a commit of this repository';
    const result = await gitCommitsSince.start({ since: 'v0' }, context);
    expect(result).toMatchObject({ type: 'failed', failure: { reason: 'not-found', message } });
  });
});

describe('git.reachable', () => {
  it('fetches what is new and moves none of the refs of the user', async () => {
    const { git, inRemote, snapshot, commits, context } = gitWorld();
    const commit = inRemote('commit-tree', '-p', 'main', '-m', 'elsewhere', 'main^{tree}');
    inRemote('update-ref', 'refs/heads/main', commit);
    const before = await snapshot();
    expect(await gitReachable.start({ commit: commits.first, branch: 'main' }, context)).toEqual({
      type: 'passed',
      outputs: { commit: commits.first, tip: commit },
    });
    expect(await snapshot()).toEqual(before);
    expect(git('rev-parse', 'origin/main')).toBe(commits.third);
  });

  it('tells a squash merge from a merge, and a missing branch from both', async () => {
    const { git, inRemote, commits, context } = gitWorld();
    const commit = git('commit-tree', '-p', 'main', '-m', 'candidate', 'main^{tree}');
    inRemote('branch', 'stable', commits.first);
    expect(await gitReachable.start({ commit, branch: 'stable' }, context)).toEqual({
      type: 'failed',
      failure: {
        reason: 'expectation',
        message: `branch "stable" on "origin" is at ${commits.first} without commit ${commit}, expected the commit to be part of it`,
        hint: 'A squash or rebase merge leaves the commit itself out: merge the commit with a merge commit or fast-forward.',
      },
    });
    const message = `branch "gone" on "origin" does not exist, expected it to hold ${commit}`;
    const gone = await gitReachable.start({ commit, branch: 'gone' }, context);
    expect(gone).toMatchObject({ type: 'failed', failure: { reason: 'not-found', message } });
  });

  it('does not judge from a shallow clone, nor from a remote that does not answer', async () => {
    const { git, commits, context } = gitWorld();
    const candidate = git('commit-tree', '-p', 'main', '-m', 'candidate', 'main^{tree}');
    git('fetch', '-q', '--depth=1', `file://${context.directory}/../remote.git`, 'main');
    const start = () => gitReachable.start({ commit: candidate, branch: 'main' }, context);
    expect(await start()).toMatchObject({
      type: 'inconclusive',
      failure: { reason: 'cannot-tell', hint: 'Run "git fetch --unshallow", then try again.' },
    });
    expect(await gitCommitsSince.start({ since: commits.third }, context)).toMatchObject({ type: 'inconclusive' });
    git('remote', 'set-url', 'origin', '../nowhere.git');
    expect(await start()).toMatchObject({ type: 'inconclusive', failure: { reason: 'cannot-tell' } });
  });
});

describe('resolveCommit', () => {
  it('gives the full SHA, of an annotated tag too, or says what is missing', async () => {
    const { git, commits, context } = gitWorld();
    git('tag', '-a', '-m', 'v1', 'v1', commits.first);
    expect(await resolveCommit(context.spawn, 'origin/main')).toEqual({ ok: true, value: commits.third });
    expect(await resolveCommit(context.spawn, 'v1')).toEqual({ ok: true, value: commits.first });
    for (const revision of ['nope', '', '--help', 'HEAD:first.txt', '^HEAD', 'HEAD~1..HEAD', '0'.repeat(40)])
      expect(await resolveCommit(context.spawn, revision)).toEqual({
        ok: false,
        error: `revision ${JSON.stringify(revision)} was not found, expected a commit of this repository`,
      });
  });
});
