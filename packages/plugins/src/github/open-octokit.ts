import { randomUUID } from 'node:crypto';
import type { Octokit as RestOctokit } from '@octokit/rest';
import { carefulFetch } from './careful-fetch.ts';

/** Where GitHub is, and how it is asked. */
export interface OctokitSetting {
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** Milliseconds for one request. */
  readonly limit: number;
}

export type Octokit = RestOctokit;

const silence = () => {};
const silent = { debug: silence, info: silence, warn: silence, error: silence };

/** Longer waits are left to the step, which can be retried. */
const longestWait = 60;
const mostWaits = 2;

/** Opens the client; its packages are loaded only now. */
export async function openOctokit({ baseUrl, token, fetch, signal, limit }: OctokitSetting): Promise<Octokit> {
  const [{ Octokit }, { throttling }, { retry }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-throttling'),
    import('@octokit/plugin-retry'),
  ]);
  const { origin, hostname } = new URL(baseUrl);
  // What answers on this machine is no shared service: it needs neither a pace nor long pauses.
  const isHere = hostname === '127.0.0.1' || hostname === 'localhost';
  const isWorthWaiting = (seconds: number, _options: object, _octokit: object, waits: number) =>
    seconds <= longestWait && waits < mostWaits;
  const octokit = new (Octokit.plugin(correctErrors, throttling, retry))({
    auth: token,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    userAgent: 'checklist',
    log: silent,
    request: { fetch: carefulFetch({ fetch, origin, signal, limit }), log: silent },
    throttle: {
      id: isHere ? randomUUID() : baseUrl,
      onRateLimit: isWorthWaiting,
      onSecondaryRateLimit: isWorthWaiting,
    },
    retry: {
      doNotRetry: [400, 401, 403, 404, 405, 409, 410, 422, 429, 451],
      retries: 2,
      retryAfterBaseValue: isHere ? 20 : 1000,
    },
  });
  // A write whose answer was lost may have been carried out: only a look can tell, never a second try.
  octokit.hook.before('request', (options) => {
    if (options.method !== 'GET') options.request = { ...options.request, retries: 0 };
  });
  return octokit;
}

/** Errors as the other plugins should see them. */
const correctErrors: Parameters<typeof RestOctokit.plugin>[0] = (octokit) => {
  octokit.hook.error('request', (error, { method }) => {
    if ('response' in error) {
      const isNamed = /secondary rate/i.test(error.message) || error.response?.headers['x-ratelimit-remaining'] === '0';
      // The throttling plugin knows a secondary limit by its words alone; a plain 429 is one too.
      if (error.status === 429 && !isNamed) error.message += ' (secondary rate limit)';
      // The reading of pages takes a conflict for the end of the list.
      if (error.status === 409 && method === 'GET') error.status = 500;
    }
    throw error;
  });
};
