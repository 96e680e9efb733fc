import type { Misbehaviour } from '../../src/stand-in/stand-in.ts';

/** What a cause needs to know of the step that it happens to. */
export interface HttpTraits {
  /** Names of the fields that tell which object an answer is about, and what they are for another one. */
  readonly another: readonly { readonly key: string; readonly to: string | number }[];
  /** Names of the fields that hold words of the service. */
  readonly words?: string;
  /** How the service says that there is another page. */
  readonly pages?: Pick<Misbehaviour, 'alter' | 'answer'> & { readonly at: RegExp };
}

/** From which request on the service misbehaves, and how; for good, because what passes by itself may well be waited for. */
export type HttpCause = (after: number, traits: HttpTraits) => readonly Misbehaviour[];

const html = '<!doctype html><html><body>Sign in</body></html>';
const page = { 'content-type': 'text/html; charset=utf-8' };
// Who waits as long as a service asks does not wait long here.
const soon = { 'retry-after': '0.01' };

function answers(
  status: number,
  body?: string | null | readonly [] | object,
  headers: Readonly<Record<string, string>> = soon,
): HttpCause {
  const answer = { status, headers, ...(body !== undefined && { body: JSON.parse(JSON.stringify(body)) }) };
  return (after) => [{ path: '.', after, how: 'answer', answer }];
}

const toLogin: HttpCause = (after) => [
  { path: '^/login', how: 'answer', answer: { status: 200, headers: page, body: html } },
  { path: '.', after, how: 'answer', answer: { status: 302, headers: { ...page, location: '/login' }, body: html } },
];

const pagesCutOff: HttpCause = (after, { pages: { alter = [], answer = {} } = {} }) => [
  { path: '.', after, times: 1, how: 'altered', alter, answer },
  { path: '.', after, how: 'answer', answer: { status: 500, headers: soon, body: { message: 'out of order' } } },
];

/** What can be odd about a service, by what people would say of it. */
export const httpCauses = {
  'is out of order (500)': answers(500, { message: 'out of order' }),
  'is behind a broken gateway (502)': answers(502, '<html>Bad gateway</html>', { ...page, ...soon }),
  'is busy (429)': answers(429, { message: 'slow down', retry_after: 0.01 }),
  'wants a login (401)': answers(401, { message: 'Bad credentials' }),
  'forbids it (403)': answers(403, { message: 'Forbidden' }),
  'knows nothing of it (404)': answers(404, { message: 'Not Found' }),
  'leads to a login page': toLogin,
  'loses the connection': (after) => [{ path: '.', after, how: 'lost' }],
  'is cut off in the middle': (after) => [{ path: '.', after, how: 'cut' }],
  'does not answer in time': (after) => [{ path: '.', after, how: 'slow', ms: 400 }],
  'sends an HTML page (200)': answers(200, html, page),
  'sends broken JSON': answers(200, '{"data": [{"id": 1'),
  'sends nothing (204)': answers(204),
  'sends nothing (200)': answers(200),
  'sends null': answers(200, 'null'),
  'sends a text': answers(200, '"ok"'),
  'sends an empty object': answers(200, {}),
  'sends an empty list': answers(200, []),
  'sends nulls': (after) => [{ path: '.', after, how: 'altered', alter: [{ key: '.', to: null }] }],
  'sends another type': (after) => [{ path: '.', after, how: 'altered', alter: [{ key: '.', to: { odd: [] } }] }],
  'empties its lists': (after) => [{ path: '.', after, how: 'altered', alter: [{ key: '', of: 'list', to: [] }] }],
  "sends another's object": (after, { another }) => [
    { path: '.', after, how: 'altered', alter: another.map(({ key, to }) => ({ key, to })) },
  ],
  'uses an unknown word': (after, { words = '^$' }) => [
    { path: '.', after, how: 'altered', alter: [{ key: words, to: 'excellent' }] },
  ],
  'cuts its pages off': pagesCutOff,
} satisfies Readonly<Record<string, HttpCause>>;

export type HttpCauseName = keyof typeof httpCauses;

/** Longer than a step of these tests takes, and shorter than a slow answer. */
export const timeLimit = 250;
