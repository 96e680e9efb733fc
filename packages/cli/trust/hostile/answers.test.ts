import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, type Json, type JsonObject } from '@checklist/engine';
import type { StepContext, StepResult, StepType } from '@checklist/engine/plugin';
import { builtinStepTypes } from '@checklist/plugins';
import { expect, it, onTestFinished } from 'vitest';
import { asanaWorld, blocked } from '../../../plugins/src/testing/asana-world.ts';
import { axel, discordWorld } from '../../../plugins/src/testing/discord-world.ts';
import { githubWorld, repo } from '../../../plugins/src/testing/github-world.ts';
import { oneRun, replays, wandbWorld } from '../../../plugins/src/testing/wandb-world.ts';
import { recordFigure } from '../figures.ts';
import { hostileValues } from './hostile-values.ts';

/** What an answer may bring in place of each of its texts; the rest differs only for programs and paths. */
const texts = [
  ...['a line behind', 'an expression of a template', 'NUL', 'the clipboard', 'reordered text', 'half a character'],
  ...['prototype', 'constructor', 'a script of a page', 'a ping', 'the folder above', 'blanks'],
]
  .map((name) => hostileValues[name] ?? '')
  .concat('m'.repeat(1_000_000));

interface Case {
  readonly context: StepContext;
  readonly options: JsonObject;
}

const pull = { head: 'release', base: 'stable', title: 'Release 1', body: 'All is well.' };

async function inGithub(options: JsonObject): Promise<Case> {
  const { context } = await githubWorld({
    users: ['axel'],
    seed: () => ({
      pull_requests: [pull],
      reviews: [{ login: 'ada' }],
      replies: [{ login: 'axel', body: 'approve' }],
      statuses: [{ context: 'legacy', state: 'success' }],
      workflows: { 'ci.yml': { name: 'CI', on: ['pull_request'], jobs: { lint: 'success' } } },
    }),
  });
  return { context, options: { repo, ...options } };
}

/** One step of each type that asks a service. */
const cases: Readonly<Record<string, () => Promise<Case>>> = {
  'github.pull_request': () => inGithub({ ...pull, body: 'Another text' }),
  'github.approval': () => inGithub({ pull_request: 1, count: 1 }),
  'github.checks': () => inGithub({ commit: 'release', jobs: ['lint', 'legacy'] }),
  'github.merge': () => inGithub({ pull_request: 1 }),
  'github.release': () => inGithub({ tag: 'v1', name: 'One', body: 'Notes' }),
  'github.issue_sign_off': () => inGithub({ issue: 1, login: 'axel', ask: 'fine?' }),
  'asana.no_open_tasks': async () => ({ ...(await asanaWorld(blocked)), options: { project: '100' } }),
  'asana.comment': async () => ({ ...(await asanaWorld()), options: { task: '203', text: 'Released' } }),
  'asana.complete': async () => ({ ...(await asanaWorld()), options: { task: '203' } }),
  'discord.post': async () => ({ ...(await discordWorld()), options: { content: 'It is out' } }),
  'discord.sign_off': async () => ({
    ...(await discordWorld({ reactions: [{ user: axel, emoji: '✅' }] })),
    options: { user: axel, ask: 'fine?', sign_off: { by: ['axel'] } },
  }),
  'wandb.run': async () => ({
    ...(await wandbWorld(oneRun(replays))),
    options: { run: 'arena.1', metrics: [{ name: 'SPS', key: 'overview/sps', reduce: 'mean', at_least: 1 }] },
  }),
};

/** Goes between a client and a stand-in, and changes the answers. */
async function goBetween(env: Readonly<Record<string, string>>, change: (text: string) => string) {
  const entries = Object.entries(env).map(async ([name, url]) => {
    if (!/^http:\/\/127\.0\.0\.1/.test(url)) return [name, url] as const;
    const { origin } = new URL(url);
    const server = createServer((incoming, response) => {
      void forward(incoming, origin).then(async (answer) => {
        const text = change(await answer.text());
        const headers = [...answer.headers].filter(
          ([key]) => !/^(?:content-|transfer-|connection|keep-alive)/.test(key),
        );
        response.writeHead(answer.status, { ...Object.fromEntries(headers), 'content-type': 'application/json' });
        response.end([204, 304].includes(answer.status) ? undefined : text);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    return [name, url.replace(origin, `http://127.0.0.1:${port}`)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function forward(incoming: IncomingMessage, origin: string): Promise<Response> {
  const chunks = await Array.fromAsync(incoming as AsyncIterable<Buffer>);
  const { method = 'GET', headers, url = '/' } = incoming;
  const sent = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    /^(?:host|connection|content-length|transfer-encoding)$/.test(name) ? [] : [[name, String(value)]],
  );
  const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
  return fetch(`${origin}${url}`, { method, headers: Object.fromEntries(sent), ...body });
}

/** Replaces the text that comes at this place, counted over all answers of one trial. */
function changeTextAt(place: number, text: string) {
  let count = 0;
  const walk = (json: Json): Json => {
    if (typeof json === 'string') return count++ === place ? text : json;
    if (Array.isArray(json)) return json.map((one: Json) => walk(one));
    if (!isJsonObject(json)) return json;
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, walk(value)]));
  };
  return {
    change: (answer: string) => (answer === '' ? answer : JSON.stringify(walk(JSON.parse(answer) as Json))),
    count: () => count,
  };
}

const polluting = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},';

/** Everything that the engine calls, in its order. */
async function carryOut(stepType: StepType, { context, options }: Case): Promise<readonly unknown[]> {
  const results: unknown[] = [await stepType.preflight?.(options, context), await stepType.probe?.(options, context)];
  let result: StepResult | undefined = await stepType.start(options, context);
  for (let looks = 0; looks < 2 && result?.type === 'pending'; looks++) {
    results.push(result);
    result = await stepType.check?.(result.handle, options, context);
  }
  results.push(result);
  const outputs = result?.type === 'passed' ? result.outputs : {};
  results.push(await stepType.undo?.(options, { outputs }, context));
  return results;
}

it('is tried on every step type that asks a service', () => {
  const types = builtinStepTypes
    .map(({ type }) => type)
    .filter((type) => /^(?:github|asana|discord|wandb)\./.test(type));
  expect(Object.keys(cases).toSorted()).toEqual(types.toSorted());
});

it.each(Object.keys(cases))('%s takes whatever a service answers as mere text', async (type) => {
  const stepType = builtinStepTypes.find((one) => one.type === type);
  if (stepType === undefined) throw new Error(`there is no ${type}`);
  const attempt = async (change: (answer: string) => string) => {
    const trial = await cases[type]?.();
    if (trial === undefined) return [];
    const { context } = trial;
    const webhook = context.secret('DISCORD_WEBHOOK_URL');
    const led = await goBetween(
      { ...context.env, ...(webhook === undefined ? {} : { DISCORD_WEBHOOK_URL: webhook }) },
      change,
    );
    const secret = (name: string) => (name === 'DISCORD_WEBHOOK_URL' ? led[name] : context.secret(name));
    return carryOut(stepType, { ...trial, context: { ...context, env: { ...context.env, ...led }, secret } });
  };
  const counting = changeTextAt(-1, '');
  const plain = await attempt(counting.change);
  expect(plain.length).toBeGreaterThan(2);
  let tried = 0;
  for (let place = 0; place < counting.count(); place++) {
    const text = texts[place % texts.length] ?? '';
    const results = await attempt(changeTextAt(place, text).change);
    expect(() => JSON.stringify(results)).not.toThrow();
    tried++;
  }
  await attempt((answer) => answer.replaceAll(/\{(?=")/g, polluting));
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  recordFigure('Hostile values', "texts of services' answers replaced", tried);
});
