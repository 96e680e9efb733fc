import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkStepType, fakeContext } from '@checklist/engine/testing';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { checkpointFiles } from './checkpoint-files.ts';

function worldWith(files: Record<string, string>, aws?: string) {
  const directory = temporaryFolder();
  for (const [index, [path, text]] of Object.entries(files).entries()) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
    utimesSync(join(directory, path), 1000 + index, 1000 + index);
  }
  const bin = temporaryFolder();
  if (aws !== undefined) {
    writeFileSync(join(bin, 'aws'), `#!/bin/bash\n${aws}\n`);
    chmodSync(join(bin, 'aws'), 0o755);
  }
  const context = fakeContext({ directory, env: { PATH: aws === undefined ? bin : `${bin}:${process.env.PATH}` } });
  return { directory, context };
}

checkStepType(checkpointFiles, async () => {
  const { context } = worldWith({ 'train_dir/r1/checkpoints/r1:v1.pt': 'model' });
  return { context, options: { path: 'train_dir/r1', pattern: '*.pt' }, snapshot: async () => undefined };
});

describe('checkpoint.files in a folder', () => {
  it('finds files however deep, newest first', async () => {
    const { context, directory } = worldWith({
      'out/b/v2.pt': '2',
      'out/v3.pt': '3',
      'out/log.txt': 'x',
      'v4.pt': '4',
    });
    symlinkSync(join(directory, 'gone.pt'), join(directory, 'out', 'link.pt'));
    expect(await checkpointFiles.start({ path: 'out', pattern: '*.pt', at_least: 2 }, context)).toEqual({
      type: 'passed',
      outputs: { path: 'out', count: 2, files: ['v3.pt', 'b/v2.pt'], newest: 'v3.pt' },
      evidence: [{ type: 'value', label: 'Files in out', value: ['v3.pt', 'b/v2.pt'] }],
    });
  });

  it.each([
    [{ path: 'nowhere' }, '"nowhere" holds no files named "*", expected 1 or more', 'not-found'],
    [
      { path: 'out', pattern: '*.pt', at_least: 2 },
      '"out" holds 1 file named "*.pt" besides 1 empty one, expected 2 or more',
      'expectation',
    ],
    [
      { path: 'gs://bucket/x' },
      'path "gs://bucket/x" starts with "gs://", expected a folder or an address that starts with "s3://"',
      'options',
    ],
  ])('fails on %j', async (options, message, reason) => {
    const { context } = worldWith({ 'out/a.pt': 'a', 'out/empty.pt': '' });
    expect(await checkpointFiles.start(options, context)).toMatchObject({
      type: 'failed',
      failure: { message, reason },
    });
  });

  it('cannot tell from what is no folder', async () => {
    const { context } = worldWith({ file: 'x' });
    expect(await checkpointFiles.start({ path: 'file' }, context)).toMatchObject({
      type: 'inconclusive',
      failure: { reason: 'cannot-tell', message: 'folder "file" could not be read (ENOTDIR), expected its files' },
    });
  });
});

describe('checkpoint.files in a bucket', () => {
  const options = { path: 's3://softmax/runs/arena.1/', pattern: '*.pt' };

  it('asks the aws program for what is below the folder, and for nothing of a sibling', async () => {
    const listing = {
      Contents: [
        { Key: 'runs/arena.1/', Size: 0, LastModified: '2026-01-01T00:00:00Z' },
        { Key: 'runs/arena.1/v1.pt', Size: 9, LastModified: '2026-01-01T00:00:00Z' },
        { Key: 'runs/arena.1/v2.pt', Size: 9, LastModified: '2026-01-02T00:00:00Z' },
      ],
    };
    const { context } = worldWith({}, `echo '${JSON.stringify(listing)}'`);
    expect(await checkpointFiles.start(options, context)).toMatchObject({
      type: 'passed',
      outputs: { count: 2, files: ['v2.pt', 'v1.pt'], newest: 'v2.pt' },
    });
    const command = 'aws s3api list-objects-v2 --bucket softmax --prefix runs/arena.1/ --output json --no-cli-pager';
    expect(context.spawned.map((request) => request.command.join(' '))).toEqual([command]);
    expect(checkpointFiles.plan?.(options)).toEqual([command, 'expect 1 or more named "*.pt"']);
  });

  it.each(['', 'null', '{"Prefix": "x"}'])('fails when aws prints "%s": there are none', async (printed) => {
    const { context } = worldWith({}, `echo '${printed}'`);
    expect(await checkpointFiles.start(options, context)).toMatchObject({
      type: 'failed',
      failure: { message: '"s3://softmax/runs/arena.1/" holds no files named "*.pt", expected 1 or more' },
    });
  });

  it.each([
    [undefined, 'program "aws" could not be started, expected it to be installed'],
    [
      'echo "An error occurred (AccessDenied)" >&2; exit 254',
      'aws ended with exit code 254, expected the files of s3://softmax/runs/arena.1/',
    ],
    ['echo "<html>"', 'aws printed what cannot be read, expected a list of the files of s3://softmax/runs/arena.1/'],
    ['kill -9 $$', 'aws was killed by SIGKILL, expected the files of s3://softmax/runs/arena.1/'],
  ])('cannot tell when aws is: %s', async (aws, message) => {
    const { context } = worldWith({}, aws);
    expect(await checkpointFiles.start(options, context)).toMatchObject({
      type: 'inconclusive',
      failure: { reason: 'cannot-tell', message },
    });
  });

  it('fails on an address without a bucket', async () => {
    const { context } = worldWith({}, 'exit 1');
    expect(await checkpointFiles.start({ path: 's3:///x' }, context)).toMatchObject({
      type: 'failed',
      failure: { reason: 'options' },
    });
  });
});
