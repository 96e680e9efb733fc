import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '@checklist/engine/plugin';
import { type Alteration, alterAnswer } from './alter-answer.ts';

/** A request that a stand-in received. */
export interface StandInRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it is JSON, else the text; null when there is none. */
  readonly body: Json;
}

/** What a stand-in answers. */
export interface StandInAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: Json;
}

/** How a stand-in is told to misbehave: for the requests that match, so many times. */
export interface Misbehaviour {
  /** Matches every method when absent. */
  readonly method?: string;
  /** A regular expression that the path (with query) must match. */
  readonly path: string;
  /** How often; always when absent. */
  readonly times?: number;
  /** How many matching requests are answered rightly first. */
  readonly after?: number;
  /** `altered` gives the right answer with `alter` done to it; `cut` ends the connection in the middle of the answer; `lost` carries the request out and then loses the answer, `late` carries it out and answers after `ms`; `slow` waits `ms` first. */
  readonly how: 'altered' | 'answer' | 'cut' | 'late' | 'lost' | 'not-json' | 'slow';
  /** The answer for `answer`; its headers for `altered`. */
  readonly answer?: Partial<StandInAnswer>;
  readonly alter?: readonly Alteration[];
  /** Milliseconds, for `late` and `slow`. */
  readonly ms?: number;
}

/** Where every stand-in tells the requests that it received, for whoever compares from another process. */
export const requestsPath = '/__requests';

/** A service that answers on loopback in place of the real one. */
export interface StandIn {
  readonly url: string;
  /** The variables that lead the real clients here. */
  readonly env: Readonly<Record<string, string>>;
  readonly requests: readonly StandInRequest[];
  /** Those among them that were not answered rightly. */
  readonly misanswered: readonly StandInRequest[];
  close(): Promise<void>;
}

/** Answers one request from the state of the stand-in. */
export type AnswerRequest = (request: StandInRequest, url: URL) => StandInAnswer | Promise<StandInAnswer>;

/** Starts a stand-in on a free port of loopback. */
export async function startStandIn(
  answer: AnswerRequest,
  setting: {
    readonly env: (url: string) => Readonly<Record<string, string>>;
    readonly misbehave?: readonly Misbehaviour[] | undefined;
  },
): Promise<StandIn> {
  const requests: StandInRequest[] = [];
  const misanswered: StandInRequest[] = [];
  const seen = new Map<Misbehaviour, number>();
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      send(response, { status: 500, body: { message: `the stand-in failed: ${String(error)}` } });
    });
  });
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(incoming);
    if (request.path === requestsPath) {
      return send(response, { status: 200, body: requests.map(({ method, path }) => `${method} ${path}`) });
    }
    requests.push(request);
    const rule = setting.misbehave?.find((one) => isDue(one, request, seen));
    if (rule !== undefined && rule.how !== 'altered') misanswered.push(request);
    if (rule?.how === 'slow') await sleep(rule.ms ?? 1000);
    if (rule?.how === 'answer') return send(response, { status: 500, ...rule.answer });
    if (rule?.how === 'not-json')
      return send(response, { status: 200, headers: { 'content-type': 'application/json' }, body: '<html>not JSON' });
    const answered = await answer(request, new URL(request.path, url));
    if (rule?.how === 'late') await sleep(rule.ms ?? 1000);
    if (rule?.how === 'altered') {
      const odd = altered(answered, rule);
      if (JSON.stringify(odd) !== JSON.stringify(answered)) misanswered.push(request);
      return send(response, odd);
    }
    if (rule?.how === 'lost') return void response.destroy();
    if (rule?.how === 'cut') return cut(response, answered);
    send(response, answered);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    env: setting.env(url),
    requests,
    misanswered,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function altered(answered: StandInAnswer, { alter = [], answer }: Misbehaviour): StandInAnswer {
  const body = answered.body === undefined ? {} : { body: alterAnswer(answered.body, alter) };
  const headers = { ...answered.headers, ...answer?.headers };
  return { ...answered, ...body, ...(Object.keys(headers).length > 0 && { headers }) };
}

function isDue(rule: Misbehaviour, request: StandInRequest, seen: Map<Misbehaviour, number>): boolean {
  if (rule.method !== undefined && rule.method !== request.method) return false;
  if (!new RegExp(rule.path).test(request.path)) return false;
  const count = (seen.get(rule) ?? 0) + 1;
  seen.set(rule, count);
  const after = rule.after ?? 0;
  return count > after && count <= after + (rule.times ?? Number.POSITIVE_INFINITY);
}

async function readRequest(incoming: IncomingMessage): Promise<StandInRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body: parse(text),
  };
}

function parse(text: string): Json {
  if (text === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function send(response: ServerResponse, { status, headers = {}, body }: StandInAnswer): void {
  if (response.headersSent) return;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(text);
}

function cut(response: ServerResponse, { status, body }: StandInAnswer): void {
  const text = JSON.stringify(body ?? {});
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.write(text.slice(0, Math.max(1, text.length >> 1)), () => response.destroy());
}
