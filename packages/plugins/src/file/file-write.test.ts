import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkStepType, fakeContext } from '@checklist/engine/testing';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { fileWrite } from './file-write.ts';

function world() {
  const parent = temporaryFolder();
  const directory = join(parent, 'repository');
  mkdirSync(directory);
  return { parent, directory, context: fakeContext({ directory }) };
}

checkStepType(fileWrite, async () => {
  const { directory, context } = world();
  const options = { path: 'notes.md', content: '# Notes\n' };
  return { context, options, snapshot: async () => readdirSync(directory) };
});

it('plans the path and the whole text', () => {
  expect(fileWrite.plan?.({ path: 'a b.md', content: '# A\n\nb\n' })).toEqual([
    "write 'a b.md':",
    '  # A',
    '  ',
    '  b',
  ]);
});

it('writes into a new folder and leaves nothing beside', async () => {
  const { directory, context } = world();
  expect(await fileWrite.start({ path: 'a/b/notes.md', content: 'x' }, context)).toEqual({
    type: 'passed',
    outputs: { path: 'a/b/notes.md' },
    evidence: [{ type: 'file', label: 'a/b/notes.md', path: 'a/b/notes.md' }],
  });
  expect(readdirSync(join(directory, 'a/b'))).toEqual(['notes.md']);
});

it('never writes over another content', async () => {
  const { directory, context } = world();
  writeFileSync(join(directory, 'notes.md'), 'one\ntwo\n');
  expect(await fileWrite.start({ path: 'notes.md', content: 'one\nthree\n' }, context)).toEqual({
    type: 'failed',
    failure: {
      reason: 'conflict',
      message: 'file "notes.md" is already there with another content, expected none or the same',
      hint: 'Move the file away or choose another path.',
      details: ['line 2 found: two', 'line 2 expected: three'],
    },
  });
  expect(readFileSync(join(directory, 'notes.md'), 'utf8')).toBe('one\ntwo\n');
});

it('does not remove a file that was changed since', async () => {
  const { directory, context } = world();
  writeFileSync(join(directory, 'notes.md'), 'edited');
  const undone = await fileWrite.undo?.({ path: 'notes.md', content: 'x' }, { outputs: { path: 'notes.md' } }, context);
  const message = 'file "notes.md" was changed since this step wrote it, expected its own content';
  expect(undone).toMatchObject({ type: 'failed', failure: { reason: 'undo', message } });
  expect(existsSync(join(directory, 'notes.md'))).toBe(true);
});

it.each([
  ['../x', 'path "../x" leads out of the repository, expected one inside'],
  ['/etc/x', 'path "/etc/x" is absolute, expected one relative to the repository\'s root'],
  ['out/x', 'path "out/x" leads out of the repository through a link, expected one inside'],
  ['dangling', 'path "dangling" leads out of the repository through a link, expected one inside'],
  ['.git/hooks/pre-push', 'path ".git/hooks/pre-push" is in a folder of git or checklist, expected another'],
  ['.GIT/config', 'path ".GIT/config" is in a folder of git or checklist, expected another'],
  ['a\0b', 'path "a\\u0000b" holds a control character, expected a file name'],
])('refuses the path %j', async (path, message) => {
  const { parent, directory, context } = world();
  symlinkSync('..', join(directory, 'out'));
  symlinkSync('../nowhere', join(directory, 'dangling'));
  const failure = { reason: 'options', message };
  expect(await fileWrite.probe?.({ path, content: 'x' }, context)).toEqual({ type: 'conflict', failure });
  expect(await fileWrite.start({ path, content: 'x' }, context)).toEqual({ type: 'failed', failure });
  expect(readdirSync(parent)).toEqual(['repository']);
});

it('says what is in the way', async () => {
  const { directory, context } = world();
  mkdirSync(join(directory, 'folder'));
  writeFileSync(join(directory, 'file'), '');
  chmodSync(join(directory, 'file'), 0o644);
  const message = async (path: string) => {
    const result = await fileWrite.start({ path, content: 'x' }, context);
    return result.type === 'failed' ? result.failure.message : result;
  };
  expect(await message('folder')).toBe('file "folder" cannot be read (EISDIR), expected a text file');
  expect(await message('file/below')).toBe('file "file/below" cannot be read (ENOTDIR), expected a text file');
});
