import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../stand-in/stand-in.ts';
import { wandbKey, wandbWorld } from '../testing/wandb-world.ts';
import { createWandbClient, type WandbClient } from './wandb-client.ts';
import type { WandbSeed } from './wandb-seed.ts';

const path = { entity: 'metta-research', project: 'metta', run: 'r1' };

async function clientOf(seed: WandbSeed, misbehave: readonly Misbehaviour[] = [], apiKey = wandbKey) {
  const { standIn } = await wandbWorld(seed, misbehave);
  const logged: string[] = [];
  const access = { fetch, baseUrl: standIn.url, apiKey, signal: new AbortController().signal, timeLimit: 250 };
  const client: WandbClient = createWandbClient({ ...access, log: (line) => void logged.push(line) });
  return { client, logged, standIn };
}

const seed: WandbSeed = {
  projects: ['metta-research/empty'],
  runs: [
    {
      name: 'r1',
      config: { seed: 7 },
      summary: { 'training/status': 'done' },
      history: [{ key: 'a', values: [1, 2] }],
    },
  ],
};

describe('the client reads', () => {
  it('projects and runs, whose summary and configuration are JSON in strings', async () => {
    const { client } = await clientOf(seed);
    expect(await client.hasProject('metta-research', 'empty')).toEqual({ ok: true, value: true });
    expect(await client.hasProject('metta-research', 'nope')).toEqual({ ok: true, value: false });
    expect(await client.readRun({ ...path, run: 'nope' })).toEqual({ ok: true, value: undefined });
    expect(await client.readRun({ ...path, project: 'nope' })).toEqual({ ok: true, value: undefined });
    expect(await client.readRun(path)).toEqual({
      ok: true,
      value: {
        state: 'finished',
        summary: { _step: 1, _timestamp: 1767225601, _runtime: 1, a: 2, 'training/status': 'done' },
        config: { seed: { desc: null, value: 7 } },
        lastStep: 1,
        keys: ['_step', '_timestamp', '_runtime', 'a', 'training/status'],
      },
    });
  });

  it('every row of a long history, so that no dip is lost', async () => {
    const dip = { from: 7321, to: 7321, value: 3 };
    const { client, standIn } = await clientOf({
      runs: [
        {
          name: 'r1',
          history: [
            { key: 'sps', steps: 9999, value: 40, dip },
            { key: 'b', every: 5000, steps: 9999 },
          ],
        },
      ],
    });
    const history = await client.readHistory(path, ['sps', 'b', 'none'], 9999);
    const rows = history.ok ? history.value : new Map();
    expect([rows.get('sps')?.length, rows.get('b')?.length, rows.get('none')?.length]).toEqual([10_000, 2, 0]);
    expect(rows.get('sps')?.[7321]).toEqual({ _step: 7321, _timestamp: 1767225600 + 7321, sps: 3 });
    expect(standIn.requests.length).toBeLessThan(10);
  });

  it('files of the run, without showing the key to the storage', async () => {
    const { client, standIn } = await clientOf({ runs: [{ name: 'r1', files: { 'media/html/a b.html': '<p>' } }] });
    expect(await client.readFile(path, 'media/html/a b.html')).toEqual({ ok: true, value: '<p>' });
    expect(await client.readFile(path, 'nope')).toEqual({ ok: true, value: undefined });
    expect(standIn.requests.map(({ headers }) => headers.authorization !== undefined)).toEqual([true, false, true]);
    expect(JSON.stringify(standIn.requests.map((request) => request.path))).not.toContain(wandbKey);
  });
});

const graphql = { path: '^/graphql' };
const answers = (status: number, more: object = {}): Misbehaviour => ({
  ...graphql,
  how: 'answer',
  answer: { status, ...more },
});

describe('the client, when W&B misbehaves', () => {
  it('tells a wrong key', async () => {
    const { client } = await clientOf(seed, [], 'wrong-key');
    expect(await client.readRun(path)).toEqual({
      ok: false,
      error: { type: 'refused', service: 'W&B', status: 401, said: 'user is not logged in' },
    });
  });

  it('tells a refusal, also one inside of an answer with status 200', async () => {
    const forbidden = await clientOf(seed, [answers(403)]);
    expect(await forbidden.client.readRun(path)).toMatchObject({ ok: false, error: { type: 'refused', status: 403 } });
    const errors = [{ message: 'permission denied', extensions: { code: 'PERMISSION_ERROR' } }];
    const inside = await clientOf(seed, [answers(200, { body: { errors, data: { project: null } } })]);
    expect(await inside.client.readRun(path)).toMatchObject({
      ok: false,
      error: { type: 'refused', status: 403, said: 'permission denied' },
    });
  });

  it('takes 404 for "not there" only from W&B itself', async () => {
    const told = await clientOf(seed, [
      answers(404, { body: { errors: [{ message: 'project not found' }], data: { project: null } } }),
    ]);
    expect(await told.client.readRun(path)).toEqual({ ok: true, value: undefined });
    const foreign = await clientOf(seed, [answers(404, { body: '<html>' })]);
    expect(await foreign.client.readRun(path)).toMatchObject({ ok: false, error: { type: 'refused', status: 404 } });
  });

  it('waits after 429 as long as it is asked to, and then asks again', async () => {
    const { client, logged, standIn } = await clientOf(seed, [
      { ...answers(429, { headers: { 'retry-after': '0.05' } }), times: 2 },
    ]);
    expect(await client.readRun(path)).toMatchObject({ ok: true, value: { state: 'finished' } });
    expect(logged).toEqual(Array(2).fill('W&B answered 429; asking again in 50ms'));
    expect(standIn.requests.length).toBe(3);
  });

  it('does not wait for half an hour: it gives the delay to whoever asks', async () => {
    const { client } = await clientOf(seed, [answers(429, { headers: { 'retry-after': '1800' } })]);
    expect(await client.readRun(path)).toMatchObject({ ok: false, error: { type: 'busy', retryAfter: 1_800_000 } });
  });

  it.each([
    ['500', answers(500)],
    ['502', answers(502, { body: '<html>' })],
    ['a cut answer', { ...graphql, how: 'cut' }],
    ['a lost answer', { ...graphql, how: 'lost' }],
    ['a slow answer', { ...graphql, how: 'slow', ms: 400 }],
  ] satisfies [string, Misbehaviour][])('asks again after %s', async (_name, rule) => {
    const { client, logged } = await clientOf(seed, [{ ...rule, times: 1 }]);
    expect(await client.readRun(path)).toMatchObject({ ok: true, value: { state: 'finished' } });
    expect(logged.length).toBe(1);
  });

  it.each([
    ['broken', answers(502)],
    ['unreachable', { ...graphql, how: 'cut' }],
    ['unreadable', { ...graphql, how: 'not-json' }],
    ['unreadable', answers(200, { body: { data: null } })],
    ['unreadable', answers(200, { body: { data: { project: { run: { summaryMetrics: '{"a": NaN}' } } } } })],
  ] satisfies [string, Misbehaviour][])('gives up with a value in the end: %s', async (type, rule) => {
    const { client } = await clientOf(seed, [rule]);
    expect(await client.readRun(path)).toMatchObject({ ok: false, error: { type } });
  });

  it('takes no row that it cannot read for one that is not there', async () => {
    const { client } = await clientOf(seed, [
      answers(200, {
        body: { data: { project: { run: { name: path.run, sampledHistory: [['{"_step":0,"a":NaN}']] } } } },
      }),
    ]);
    expect(await client.readHistory(path, ['a'], 1)).toMatchObject({ ok: false, error: { type: 'unreadable' } });
  });

  it('reads rows that come as JSON in strings', async () => {
    const { client } = await clientOf(seed, [
      answers(200, {
        body: { data: { project: { run: { name: path.run, sampledHistory: [['{"_step":0,"a":"NaN"}']] } } } },
      }),
    ]);
    expect(await client.readHistory(path, ['a'], 1)).toEqual({
      ok: true,
      value: new Map([['a', [{ _step: 0, a: 'NaN' }]]]),
    });
  });
});
