import { fail, isJsonObject, type Json, ok, type StepContext } from '@checklist/engine/plugin';
import type { CheckpointFile, Listing } from './checkpoint-file.ts';

/** The bucket and the prefix of an `s3://` address; the slash at the end keeps `run1` apart from `run10`. */
export function parseBucketUri(uri: string): { readonly bucket: string; readonly prefix: string } | undefined {
  const [, bucket, path = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/.exec(uri) ?? [];
  if (bucket === undefined) return undefined;
  const prefix = path.replace(/\/+$/, '');
  return { bucket, prefix: prefix === '' ? '' : `${prefix}/` };
}

/** The command that lists all files; the program reads every page by itself. */
export function listCommand(bucket: string, prefix: string): [string, ...string[]] {
  return [
    'aws',
    's3api',
    'list-objects-v2',
    '--bucket',
    bucket,
    '--prefix',
    prefix,
    '--output',
    'json',
    '--no-cli-pager',
  ];
}

/** The files below a prefix, through the `aws` program; without it nobody can tell. */
export async function listBucket(context: StepContext, uri: string): Listing {
  const place = parseBucketUri(uri);
  if (place === undefined) {
    const message = `"${uri}" has no bucket, expected an address such as "s3://bucket/folder"`;
    return fail({ reason: 'options', message });
  }
  const listed = await context.spawn({ command: listCommand(place.bucket, place.prefix), quiet: true });
  if (listed.type === 'spawn-failed') {
    const hint = 'Install the AWS command line, or look by hand.';
    return fail({
      reason: 'cannot-tell',
      message: 'program "aws" could not be started, expected it to be installed',
      hint,
    });
  }
  const details = listed.stderr
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-10);
  if (listed.type === 'killed' || listed.exitCode !== 0) {
    const how = listed.type === 'killed' ? `was killed by ${listed.signal}` : `ended with exit code ${listed.exitCode}`;
    const message = `aws ${how}, expected the files of ${uri}`;
    return fail({ reason: 'cannot-tell', message, hint: 'Check your AWS credentials and the address.', details });
  }
  const files = listed.isCut ? undefined : readListing(listed.stdout, place.prefix);
  if (files !== undefined) return ok(files);
  return fail({
    reason: 'cannot-tell',
    message: `aws printed what cannot be read, expected a list of the files of ${uri}`,
  });
}

/** It prints nothing at all, or `null`, when there are none. */
function readListing(text: string, prefix: string): CheckpointFile[] | undefined {
  if (text.trim() === '') return [];
  try {
    const told = JSON.parse(text) as Json;
    if (told === null) return [];
    if (!isJsonObject(told)) return undefined;
    const objects = told.Contents ?? [];
    const files = Array.isArray(objects) ? objects.map((one: Json) => toFile(one, prefix)) : [undefined];
    return files.every((file) => file !== undefined) ? files : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing for what is no file of this folder. */
function toFile(object: Json, prefix: string): CheckpointFile | undefined {
  if (!isJsonObject(object)) return undefined;
  const { Key: key, Size: size, LastModified } = object;
  if (typeof key !== 'string' || !key.startsWith(prefix) || typeof size !== 'number') return undefined;
  const savedAt = Date.parse(String(LastModified));
  return { name: key.slice(prefix.length), size, savedAt: Number.isNaN(savedAt) ? 0 : savedAt };
}
