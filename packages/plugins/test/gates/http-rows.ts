import type { JsonObject, StepType } from '@checklist/engine';
import { asanaComment } from '../../src/asana/asana-comment.ts';
import { asanaComplete } from '../../src/asana/asana-complete.ts';
import { asanaNoOpenTasks } from '../../src/asana/asana-no-open-tasks.ts';
import { discordPost } from '../../src/discord/discord-post.ts';
import { discordSignOff } from '../../src/discord/discord-sign-off.ts';
import { asanaWorld, bugs } from '../../src/testing/asana-world.ts';
import { axel, discordWorld } from '../../src/testing/discord-world.ts';
import { oneRun, replays, sps, wandbKey, wandbWorld } from '../../src/testing/wandb-world.ts';
import { wandbRun } from '../../src/wandb/wandb-run.ts';
import { githubRows } from './github-rows.ts';
import type { Harmless, HttpRow } from './http-row.ts';

const nextAsanaPage = { at: /limit=100/, alter: [{ key: '^next_page$', to: { offset: 'more', path: '/', uri: '/' } }] };

function asana(
  stepType: StepType,
  title: string,
  seed: Parameters<typeof asanaWorld>[0],
  options: JsonObject,
  more: Partial<HttpRow> = {},
): HttpRow {
  return {
    stepType,
    title,
    another: [{ key: '^gid$', to: '999' }],
    words: '^resource_subtype$',
    pages: nextAsanaPage,
    async make(misbehave) {
      const world = await asanaWorld(seed, misbehave);
      return { stepType, directory: process.cwd(), env: { ...world.asana.env }, with: options, standIn: world.asana };
    },
    ...more,
  };
}

const someOpen = { gid: '301', section: '110', name: 'Crash', tags: ['later'], custom_fields: { Severity: 'low' } };

const asanaRows: readonly HttpRow[] = [
  asana(asanaNoOpenTasks, 'asana.no_open_tasks', bugs, { project: '100' }),
  asana(
    asanaNoOpenTasks,
    'asana.no_open_tasks with a tag and a field',
    { ...bugs, tags: [...(bugs.tags ?? []), { gid: '141', name: 'later' }], tasks: [someOpen] },
    { project: '100', tag: 'blocker', custom_field: { name: 'Severity', value: 'high' } },
    {
      harmless: {
        'empties its lists': { at: /\/tasks/, why: 'a section without open tasks is what is verified' },
        "sends another's object": {
          at: /^[234] /,
          why: 'tags and fields are told by their names, and every task counts',
        },
      },
    },
  ),
  asana(
    asanaComment,
    'asana.comment',
    bugs,
    { task: '203', text: 'Released' },
    {
      another: [{ key: '^(gid|text)$', to: '999' }],
      harmless: {
        'empties its lists': {
          at: /./,
          why: 'nothing was said before, as the empty list says, and what is said now is read back',
        },
        "sends another's object": { at: /\/stories\?limit/, why: 'what others said is not what shall be said' },
      },
    },
  ),
  asana(
    asanaComplete,
    'asana.complete',
    bugs,
    { task: '203' },
    {
      harmless: { 'empties its lists': { at: /./, why: 'its tags and fields do not matter' } },
    },
  ),
];

const page = { at: /\/files\//, why: 'the page is only searched for links: what is demanded is the key that holds it' };

/** Causes that only another content of a page is. */
const wandbPage: Harmless = {
  'empties its lists': { at: /^2 /, why: 'it is the list of the files behind a key, and the key is there' },
  ...Object.fromEntries(
    [
      'leads to a login page',
      'sends an HTML page (200)',
      'sends broken JSON',
      'sends nothing (204)',
      'sends nothing (200)',
      'sends null',
      'sends a text',
      'sends an empty object',
      'sends an empty list',
      'sends nulls',
      'sends another type',
    ].map((cause) => [cause, page]),
  ),
};

const wandbRows: readonly HttpRow[] = [
  {
    stepType: wandbRun,
    title: wandbRun.type,
    another: [{ key: '^name$', to: 'another.1' }],
    words: '^state$',
    harmless: wandbPage,
    async make(misbehave) {
      const { standIn, context } = await wandbWorld(oneRun({ ...replays, history: [sps] }), misbehave);
      const metrics = [{ key: 'overview/sps', reduce: 'mean', at_least: 30_000 }];
      const env = { ...context.env, WANDB_API_KEY: wandbKey };
      const wait = { every: '1m', timeout: '5m', grace: '2m' };
      return {
        stepType: wandbRun,
        directory: context.directory,
        env,
        with: { run: 'arena.1', metrics, keys: ['replays/all'], wait },
        standIn,
      };
    },
  },
];

function discord(stepType: StepType, options: JsonObject, more: Partial<HttpRow> = {}): HttpRow {
  return {
    stepType,
    title: stepType.type,
    another: [{ key: '^(id|channel_id|webhook_id)$', to: '900000000000000999' }],
    async make(misbehave) {
      const { discord: standIn, context } = await discordWorld(
        { reactions: [{ user: axel, emoji: '✅', after: 2 }] },
        misbehave,
      );
      return { stepType, directory: context.directory, env: { ...standIn.env }, with: options, standIn };
    },
    ...more,
  };
}

const discordRows: readonly HttpRow[] = [
  discord(discordPost, { content: 'Release 1 is out' }),
  discord(discordSignOff, { user: axel, ask: 'Do sweeps work?', sign_off: { by: ['axel'] } }),
];

/** Every step that asks a service. */
export const httpRows: readonly HttpRow[] = [...githubRows, ...asanaRows, ...wandbRows, ...discordRows];
