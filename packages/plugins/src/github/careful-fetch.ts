/** How a request is guarded. */
export interface CarefulSetting {
  readonly fetch: typeof fetch;
  /** The only origin that is ever asked, so that no answer can lead the token elsewhere. */
  readonly origin: string;
  readonly signal: AbortSignal;
  /** Milliseconds for one request, the reading of its answer included. */
  readonly limit: number;
}

/** A fetch that gives whole answers only: in time, not cut off, and JSON when the service says that all went well. */
export function carefulFetch({ fetch, origin, signal, limit }: CarefulSetting): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new Error(`the answer leads to "${url.origin}"`);
    const timeLimit = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
    const response = await fetch(url, { ...init, signal: timeLimit });
    const text = await response.text();
    // Nothing at all would be read as an empty list.
    const mayBeEmpty = init?.method !== undefined && init.method !== 'GET';
    if (response.ok && !(text === '' && mayBeEmpty) && !isJson(text)) throw new Error('the answer is not JSON');
    const { status, statusText, headers } = response;
    const whole = new Response(text === '' ? null : text, { status, statusText, headers });
    // A response that is made by hand has no address, which the reading of pages needs.
    return Object.defineProperty(whole, 'url', { value: url.href });
  };
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
}
