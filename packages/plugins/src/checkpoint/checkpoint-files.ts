import { defineStepType, type StepContext, type StepResult } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { quoteCommand } from '../shell/quote-command.ts';
import { matchesPattern } from '../wandb/key-pattern.ts';
import type { CheckpointFile, Listing } from './checkpoint-file.ts';
import { listBucket, listCommand, parseBucketUri } from './list-bucket.ts';
import { listFolder } from './list-folder.ts';

const options = Type.Object(
  {
    path: Type.String({
      minLength: 1,
      description: "Folder, relative to the repository's root or absolute; or an address such as `s3://bucket/folder`.",
      examples: ['s3://bucket/folder/{{steps.launch.outputs.run}}', 'train_dir/checkpoints'],
    }),
    pattern: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'What the names of the files are like, `*` for any characters; all when absent.',
        examples: ['*.pt'],
      }),
    ),
    at_least: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many there must be; 1 when absent.', default: 1 }),
    ),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

const mostNames = 100;

export const checkpointFiles = defineStepType({
  type: 'checkpoint.files',
  summary: 'Verifies that checkpoints were saved in a folder or a bucket',
  effect: 'reads',
  options,
  outputs: () => ({
    path: Type.String({ description: 'Where the files are.' }),
    count: Type.Integer({ description: 'How many there are.' }),
    files: Type.Array(Type.String(), {
      description: `Their names below the folder, newest first, ${mostNames} at most.`,
    }),
    newest: Type.String({ description: 'Name of the newest one.' }),
  }),
  plan: ({ path, pattern = '*', at_least = 1 }) => {
    const place = parseBucketUri(path);
    const look =
      place === undefined
        ? `list the files of ${quoteCommand([path])}`
        : quoteCommand(listCommand(place.bucket, place.prefix));
    return [look, `expect ${at_least} or more named "${pattern}"`];
  },
  start: async (options, context) => {
    const listed = await list(options.path, context);
    if (listed.ok) return judge(options, listed.value);
    return { type: listed.error.reason === 'cannot-tell' ? 'inconclusive' : 'failed', failure: listed.error };
  },
});

async function list(path: string, context: StepContext): Listing {
  if (path.startsWith('s3://')) return listBucket(context, path);
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(path)?.[0];
  if (scheme === undefined) return listFolder(context.directory, path);
  const message = `path "${path}" starts with "${scheme}", expected a folder or an address that starts with "s3://"`;
  return { ok: false, error: { reason: 'options', message } };
}

function judge({ path, pattern = '*', at_least = 1 }: Options, listed: readonly CheckpointFile[]): StepResult {
  const named = listed.filter(({ name }) => isNamed(name, pattern));
  // What is empty holds no model.
  const files = named.filter(({ size }) => size > 0);
  const newestFirst = files.toSorted((a, b) => b.savedAt - a.savedAt || (a.name < b.name ? -1 : 1));
  const names = newestFirst.slice(0, mostNames).map(({ name }) => name);
  const [newest] = names;
  if (newest === undefined || files.length < at_least)
    return tooFew({ path, pattern, at_least }, files.length, named.length - files.length);
  const evidence = [{ type: 'value', label: `Files in ${path}`, value: names.slice(0, 10) } as const];
  return { type: 'passed', outputs: { path, count: files.length, files: names, newest }, evidence };
}

/** A name that ends with "/" is only a folder of a bucket. */
function isNamed(path: string, pattern: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return name !== '' && matchesPattern(name, pattern);
}

function tooFew({ path, pattern, at_least }: Required<Options>, count: number, empty: number): StepResult {
  const what = `${count === 0 ? 'no' : count} ${count === 1 ? 'file' : 'files'} named "${pattern}"`;
  const besides = empty === 0 ? '' : ` besides ${empty} empty ${empty === 1 ? 'one' : 'ones'}`;
  const message = `"${path}" holds ${what}${besides}, expected ${at_least} or more`;
  const reason = count === 0 ? 'not-found' : 'expectation';
  return {
    type: 'failed',
    failure: { reason, message, hint: 'Look whether the run saved its checkpoints elsewhere.' },
  };
}
