import { isJsonObject, type Json } from '../model/json.ts';

/** Takes secrets out of whatever leaves the engine: text, JSON values, and streams that split a secret over chunks. */
export interface Mask {
  text(text: string): string;
  json<T extends Json>(value: T): T;
  /** A filter for one stream: `push` gives what is safe to show, `end` gives the rest. */
  stream(): { push(chunk: string): string; end(): string };
}

const cover = '***';

/** Makes a mask for these secrets and for the forms in which they usually travel. */
export function createMask(secrets: readonly string[]): Mask {
  const forms = [...new Set(secrets.flatMap(formsOf))]
    .filter((form) => form !== '')
    .toSorted((a, b) => b.length - a.length);
  if (forms.length === 0) return openMask;
  const pattern = new RegExp(forms.map((form) => RegExp.escape(form)).join('|'), 'g');
  const text = (value: string) => value.replaceAll(pattern, cover);
  return { text, json: (value) => maskJson(value, text), stream: () => createFilter(forms, pattern) };
}

const openMask: Mask = {
  text: (text) => text,
  json: (value) => value,
  stream: () => ({ push: (chunk) => chunk, end: () => '' }),
};

/** A secret as it is, its lines, and its base64, URL-encoded, form-encoded, JSON-escaped, hexadecimal and Basic-header forms. */
function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 8);
  return [secret, secret.trim(), ...lines].flatMap((plain) => [
    plain,
    encodeURIComponent(plain),
    encodeURIComponent(plain).replaceAll('%20', '+'),
    JSON.stringify(plain).slice(1, -1),
    Buffer.from(plain).toString('hex'),
    ...base64Forms(plain),
  ]);
}

/** Base64 of a text depends on where in a group of three bytes it begins: the three shifts, less the characters that neighbours change. */
function base64Forms(plain: string): string[] {
  const forms = [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(plain)]);
    const encoded = bytes.toString('base64').replace(/=+$/, '');
    const first = shift === 0 ? 0 : shift + 1;
    const last = bytes.length % 3 === 0 ? encoded.length : encoded.length - 1;
    const sure = encoded.slice(first, last);
    return sure.length >= 6 ? [sure, sure.replaceAll('+', '-').replaceAll('/', '_')] : [];
  });
  return forms;
}

function maskJson<T extends Json>(value: T, text: (value: string) => string): T;
function maskJson(value: Json, text: (value: string) => string): Json {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((element: Json) => maskJson(element, text));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [text(key), maskJson(element, text)]));
}

/** Holds back the end of a chunk as long as it could be the beginning of a secret, or of a longer form of it. */
function createFilter(forms: readonly string[], pattern: RegExp): ReturnType<Mask['stream']> {
  const longest = forms[0]?.length ?? 0;
  let held = '';
  const release = (end: number) => {
    const safe = held.slice(0, end).replaceAll(pattern, cover);
    held = held.slice(end);
    return safe;
  };
  return {
    push(chunk) {
      held += chunk;
      return release(safeEnd(held, forms, longest, pattern));
    },
    end: () => release(held.length),
  };
}

function safeEnd(text: string, forms: readonly string[], longest: number, pattern: RegExp): number {
  const end = beginningOfSecret(text, forms, longest);
  for (const match of text.matchAll(pattern)) {
    if (match.index < end && end < match.index + match[0].length) return match.index;
  }
  return end;
}

function beginningOfSecret(text: string, forms: readonly string[], longest: number): number {
  for (let from = Math.max(0, text.length - longest + 1); from < text.length; from++) {
    const tail = text.slice(from);
    if (forms.some((form) => form.length > tail.length && form.startsWith(tail))) return from;
  }
  return text.length;
}
