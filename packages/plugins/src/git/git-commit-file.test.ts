import { expect, it } from 'vitest';
import { type GitWorld, gitWorld } from '../testing/git-world.ts';
import { gitCommitFile } from './git-commit-file.ts';

const file = { path: 'notes/v1.md', content: "# Notes\n\nIt's $(done)\n", message: '# Add notes' };

function prepared(): GitWorld & { options: Parameters<typeof gitCommitFile.start>[0] } {
  const world = gitWorld();
  world.inRemote('branch', 'release', world.commits.second);
  return { ...world, options: { branch: 'release', parent: world.commits.second, push: 'origin', ...file } };
}

it('plans the file, the commit and the push', () => {
  expect(gitCommitFile.plan?.({ branch: 'release', parent: 'abc', push: 'origin', ...file })).toEqual([
    'git hash-object -w notes/v1.md',
    '  # Notes',
    '  ',
    "  It's $(done)",
    "git commit-tree '<tree>' -p abc -m '# Add notes'",
    "git push --no-follow-tags --force-with-lease=refs/heads/release:abc -- origin '<commit>:refs/heads/release'",
  ]);
});

it('commits the file as it is on the parent, and touches neither work tree nor index', async () => {
  const { options, inRemote, git, write, commits, context } = prepared();
  write('first.txt', 'changed');
  git('add', 'first.txt');
  const before = [git('status', '--porcelain'), git('rev-parse', 'HEAD')];
  expect(await gitCommitFile.start(options, context)).toMatchObject({ type: 'passed' });
  expect([git('status', '--porcelain'), git('rev-parse', 'HEAD')]).toEqual(before);
  expect(inRemote('show', 'release:notes/v1.md')).toBe(file.content.trim());
  expect(inRemote('diff', '--name-only', commits.second, 'release')).toBe('notes/v1.md');
  expect(inRemote('log', '-1', '--format=%P %an %cn %cI %B', 'release')).toBe(
    `${commits.second} Ada Ada 2026-01-02T10:00:00+01:00 # Add notes`,
  );
});

it('makes the same commit each time, also in another clone', async () => {
  const [one, other] = [prepared(), prepared()];
  const result = await gitCommitFile.start(one.options, one.context);
  expect(await gitCommitFile.start(other.options, other.context)).toEqual(result);
});

it('leaves no trace of a look', async () => {
  const { options, files, context } = prepared();
  const before = files();
  expect(await gitCommitFile.probe?.(options, context)).toEqual({ type: 'absent' });
  expect(files()).toEqual(before);
});

it('is in conflict with a branch that is elsewhere or missing', async () => {
  const { options, inRemote, commits, context } = prepared();
  const message = async () => {
    const probed = await gitCommitFile.probe?.(options, context);
    return probed?.type === 'conflict' ? probed.failure.message.replace(/or at [0-9a-f]{40}/, 'or at <sha>') : probed;
  };
  const expected = `expected it at the parent ${commits.second}, or at <sha> with this file`;
  inRemote('update-ref', 'refs/heads/release', commits.third);
  expect(await message()).toBe(`branch "release" on "origin" is at ${commits.third}, ${expected}`);
  inRemote('update-ref', '-d', 'refs/heads/release');
  expect(await message()).toBe(`branch "release" on "origin" does not exist, ${expected}`);
});

it('moves a branch of this clone without a remote, but not the one that is checked out', async () => {
  const { git, commits, context } = gitWorld();
  git('branch', 'release', commits.first);
  const result = await gitCommitFile.start({ branch: 'release', parent: commits.first, ...file }, context);
  const commit = git('rev-parse', 'release');
  expect(result).toEqual({ type: 'passed', outputs: { commit, path: 'notes/v1.md' } });
  expect(git('rev-parse', 'release^')).toBe(commits.first);
  const options = { branch: 'main', parent: commits.third, ...file };
  expect(await gitCommitFile.start(options, context)).toMatchObject({
    type: 'failed',
    failure: { message: 'branch "main" is checked out, expected another: its work tree would fall behind' },
  });
});

it('does not take back what others built upon', async () => {
  const { options, inRemote, commits, context } = prepared();
  const result = await gitCommitFile.start(options, context);
  const outputs = result.type === 'passed' ? result.outputs : {};
  inRemote('update-ref', 'refs/heads/release', commits.third);
  const message = `someone moved branch "release" on "origin" to ${commits.third}, expected ${outputs.commit}`;
  const undone = await gitCommitFile.undo?.(options, { outputs }, context);
  expect(undone).toMatchObject({ type: 'failed', failure: { reason: 'undo', message } });
});

it.each(['/etc/x', '../x', '.git/config', 'a//b', 'a/./b', ''])('refuses the path "%s"', async (path) => {
  const { options, context } = prepared();
  const message = `path "${path}" is no plain path, expected one such as "notes/v1.md"`;
  const result = await gitCommitFile.start({ ...options, path }, context);
  expect(result).toEqual({ type: 'failed', failure: { reason: 'options', message } });
});
