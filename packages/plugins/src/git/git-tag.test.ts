import { describe, expect, it } from 'vitest';
import { gitWorld } from '../testing/git-world.ts';
import { gitPushTag } from './git-push-tag.ts';
import { gitTag } from './git-tag.ts';

const message = '# Release\n\nIt\'s "v1"';

describe('git.tag', () => {
  it('plans the exact command', () => {
    expect(gitTag.plan?.({ name: 'v1', at: 'abc', message: 'Release v1' })).toEqual([
      "git tag --annotate --cleanup=whitespace '--message=Release v1' -- v1 abc",
    ]);
  });

  it('keeps the whole message, headings too', async () => {
    const { git, commits, context } = gitWorld();
    expect(await gitTag.start({ name: 'v1', at: commits.second, message }, context)).toMatchObject({ type: 'passed' });
    expect(git('tag', '-l', '--format=%(contents)', 'v1')).toBe(message);
    expect(git('cat-file', '-t', 'v1')).toBe('tag');
  });

  it('is in conflict with a lightweight tag, and with one on another commit', async () => {
    const { git, commits, context } = gitWorld();
    git('tag', 'light', commits.first);
    git('tag', '-a', '-m', 'x', 'other', commits.second);
    const hint = 'Find out who made that tag, and delete it or choose another name.';
    const probe = (name: string) => gitTag.probe?.({ name, at: commits.first, message }, context);
    const expected = `expected an annotated one at ${commits.first}`;
    const light = `lightweight tag "light" is at ${commits.first}, ${expected}`;
    const other = `annotated tag "other" is at ${commits.second}, ${expected}`;
    const conflict = (message: string) => ({ type: 'conflict', failure: { reason: 'conflict', message, hint } });
    expect(await probe('light')).toEqual(conflict(light));
    expect(await probe('other')).toEqual(conflict(other));
  });

  it('does not delete a tag that someone moved', async () => {
    const { git, commits, context } = gitWorld();
    git('tag', '-a', '-m', 'x', 'v1', commits.third);
    const result = await gitTag.undo?.(
      { name: 'v1', at: commits.first, message },
      { outputs: { commit: commits.first } },
      context,
    );
    const moved = `someone moved tag "v1": it is annotated at ${commits.third}, expected ${commits.first}`;
    expect(result).toMatchObject({ type: 'failed', failure: { reason: 'undo', message: moved } });
    expect(git('tag')).toBe('v1');
  });

  it('wants a name and an address before the run', async () => {
    const { directory, context } = gitWorld();
    const spawn: typeof context.spawn = (request) =>
      context.spawn({ ...request, env: { ...request.env, GIT_COMMITTER_EMAIL: '', GIT_COMMITTER_NAME: '' } });
    expect(await gitTag.preflight?.({}, { ...context, directory, spawn })).toEqual([
      {
        message: 'git knows no name and address for commits, expected both',
        hint: 'Set user.name and user.email with "git config".',
      },
    ]);
  });
});

describe('git.push_tag', () => {
  it('plans the exact command and the commit', () => {
    expect(gitPushTag.plan?.({ name: 'v1', at: 'abc' })).toEqual([
      'git push --no-follow-tags --force-with-lease=refs/tags/v1: -- origin refs/tags/v1:refs/tags/v1',
      '  tag v1 at abc',
    ]);
  });

  it('is in conflict with the tag of somebody else, and leaves it', async () => {
    const { git, inRemote, snapshot, commits, context } = gitWorld();
    git('tag', '-a', '-m', 'theirs', 'v1', commits.second);
    git('push', '-q', 'origin', 'v1');
    git('tag', '-d', 'v1');
    git('tag', '-a', '-m', 'ours', 'v1', commits.first);
    inRemote('tag', 'light', commits.first);
    const before = await snapshot();
    const hint = 'A pushed tag is for good: find out who made it, and choose another name.';
    const expected = `expected an annotated one at ${commits.first}`;
    const theirs = `annotated tag "v1" on "origin" is at ${commits.second}, ${expected}`;
    const light = `lightweight tag "light" on "origin" is at ${commits.first}, ${expected}`;
    const failed = (message: string) => ({ type: 'failed', failure: { reason: 'conflict', message, hint } });
    expect(await gitPushTag.start({ name: 'v1', at: commits.first }, context)).toEqual(failed(theirs));
    expect(await gitPushTag.start({ name: 'light', at: commits.first }, context)).toEqual(failed(light));
    expect(await snapshot()).toEqual(before);
  });

  it('pushes only an annotated tag of this clone at the commit', async () => {
    const { git, inRemote, commits, context } = gitWorld();
    const start = () => gitPushTag.start({ name: 'v1', at: commits.first }, context);
    const failure = (found: string) => ({
      type: 'failed',
      failure: { reason: 'not-found', message: `tag "v1" ${found}, expected an annotated one at ${commits.first}` },
    });
    expect(await start()).toMatchObject(failure('is not in this clone'));
    git('tag', 'v1', commits.first);
    expect(await start()).toMatchObject(failure(`is lightweight at ${commits.first}`));
    expect(inRemote('tag')).toBe('');
  });

  it('cannot tell when the remote does not answer', async () => {
    const { git, commits, context } = gitWorld();
    git('remote', 'set-url', 'origin', '../nowhere.git');
    const probed = await gitPushTag.probe?.({ name: 'v1', at: commits.first }, context);
    expect(probed).toMatchObject({ type: 'cannot-tell', failure: { reason: 'cannot-tell' } });
    expect(await gitPushTag.preflight?.({ name: 'v1' }, context)).toEqual([
      {
        message: 'remote "origin" could not be reached, expected an answer',
        hint: 'Check the network and your access, then try again.',
      },
    ]);
  });
});
